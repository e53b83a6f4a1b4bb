export const organizationId = "org_01J7XQ2M4T";

type Project = { id: string; name: string; bucket: string };

export const projects: readonly [Project, ...Project[]] = [
  { id: "prj_01J8HW3K7D", name: "Hospital West", bucket: "hospital-west" },
  { id: "prj_01J8R5T2NA", name: "Riverside Terminal", bucket: "riverside-terminal" },
  { id: "prj_01J9C0V8QE", name: "Campus Library", bucket: "campus-library" },
  { id: "prj_01J9M6Z4XB", name: "Data Center 4", bucket: "data-center-4" },
  { id: "prj_01JA2P9GFS", name: "Harbor Lofts", bucket: "harbor-lofts" },
];

export function findProject(id: string | null): Project | undefined {
  return projects.find((project) => project.id === id);
}
