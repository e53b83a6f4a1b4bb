/** Rises when an older Gantry could no longer read what a newer one writes. */
export const jobFileVersion = 1;

/** The first member of a job saved as a file, by which it is known. */
export const jobFileMark = "gantryJobFile";

export function toJobFileName({ id }: { id: string }): string {
  return `${id.replaceAll(/[^\w-]/g, "_")}.gantry.json`;
}
