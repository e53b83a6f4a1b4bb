import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { formatLicences, licencesFile, readLockedPackages, root } from "./locked-packages.ts";

const packages = readLockedPackages();
const manifestSchema = z.object({ allowScripts: z.record(z.string(), z.boolean()) });

/** Licences that ask for no more than a notice. LGPL: libvips, a file of its own that is loaded as it came. */
const fine =
  /^(?:(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|CC0-1\.0|CC-BY-4\.0|BlueOak-1\.0\.0|MPL-2\.0|LGPL-3\.0-or-later)(?: (?:AND|OR) |$))+$/;

test("no package runs a script when it is installed, but the pinned Node", () => {
  const { allowScripts } = manifestSchema.parse(
    JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")),
  );
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(["node"]);
  const wanting = packages.filter(({ hasInstallScript }) => hasInstallScript);
  expect(wanting.map(({ name }) => name)).toEqual(["node"]);
});

test("every package that the lock file says where to get is pinned by its content", () => {
  const loose = packages.filter(({ integrity, resolved }) => resolved !== undefined && !integrity);
  expect(loose.map(({ name }) => name)).toEqual([]);
});

test("what ships asks for no more than a notice, and is listed", () => {
  const shipped = packages.filter(({ dev }) => !dev);
  expect(shipped.length).toBeGreaterThan(20);
  const others = shipped.filter(({ licence }) => !fine.test(licence ?? ""));
  expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  const withoutSpace = (text: string) => text.replaceAll(/[ -]+/g, " ");
  expect(
    withoutSpace(readFileSync(licencesFile, "utf8")),
    "npm run licences writes the list anew",
  ).toBe(withoutSpace(formatLicences(packages)));
});
