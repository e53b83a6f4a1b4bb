import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

export const root = path.resolve(import.meta.dirname, "../..");
export const licencesFile = path.join(root, "docs/licences.md");

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().default(""),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().default(false),
    }),
  ),
});

export type LockedPackage = z.infer<typeof lockSchema>["packages"][string] & {
  name: string;
  licence: string | undefined;
};

/** Every package of the lock file. */
export function readLockedPackages(): LockedPackage[] {
  const lock = lockSchema.parse(
    JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")),
  );
  return Object.entries(lock.packages)
    .filter(([folder]) => folder !== "")
    .map(([folder, locked]) => {
      const name = folder.replace(/^.*node_modules\//, "");
      // The lock file knows no licence of other platforms' builds of Next's compiler: it is Next's.
      const licence = locked.license ?? (name.startsWith("@next/swc-") ? "MIT" : undefined);
      return Object.assign(locked, { name, licence });
    });
}

/** The list of what ships, for people: one line a package. */
export function formatLicences(packages: readonly LockedPackage[]): string {
  const lines = packages
    .filter(({ dev }) => !dev)
    .map(({ name, version, licence }) => `| ${name} | ${version} | ${licence ?? "unknown"} |`);
  const list = [...new Set(lines)].toSorted().join("\n");
  return `# Licences of what ships\n\nWritten by \`npm run licences\` out of the lock file.\n\n| package | version | licence |\n| --- | --- | --- |\n${list}\n`;
}
