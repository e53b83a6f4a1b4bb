import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "..");

/** Each layer's folder, and the layers whose modules it may import beside its own: the map of ARCHITECTURE.md. */
const layers = {
  domain: { folder: "lib/domain", may: [] },
  client: { folder: "lib/client", may: ["domain"] },
  components: { folder: "components", may: ["domain", "client"] },
  server: { folder: "lib/server", may: ["domain"] },
  app: { folder: "app", may: ["domain", "client", "components", "server"] },
  sandbox: { folder: "lib/sandbox", may: [] },
} as const satisfies Record<string, { folder: string; may: readonly string[] }>;

type Layer = keyof typeof layers;

/** Packages and modules of Node that would tie a layer to a place it must not depend on. */
const foreign: Partial<Record<Layer, string[]>> = {
  domain: ["react", "react-dom", "next", "next/link", "node:fs", "node:fs/promises", "server-only"],
  client: ["node:fs", "node:path", "server-only"],
  components: ["node:fs", "node:path", "server-only"],
  sandbox: ["next", "next/server", "server-only"],
};

const isLayer = (name: string): name is Layer => name in layers;
const allLayers = Object.keys(layers).filter(isLayer);

type Probe = { file: string; from: Layer; target: string; isForbidden: boolean };

const forms = [
  (target: string) => `import { x } from "${target}";\nexport const y = x;\n`,
  (target: string) => `import type { X } from "${target}";\nexport type Y = X;\n`,
  (target: string) => `export * from "${target}";\n`,
  (target: string) => `export const load = () => import("${target}");\n`,
];

const probes: Probe[] = [];
let tree: string;
let caught: Set<string>;

beforeAll(() => {
  tree = mkdtempSync(path.join(tmpdir(), "gantry-layers-"));
  const config = z
    .looseObject({ options: z.unknown() })
    .parse(JSON.parse(readFileSync(path.join(root, ".oxlintrc.json"), "utf8")));
  // Rules that ask for types would read the whole type graph, and say nothing about imports.
  const textual = JSON.stringify({ ...config, options: {} });
  writeFileSync(path.join(tree, ".oxlintrc.json"), textual);
  for (const from of allLayers) {
    for (const depth of ["", "probe/"]) {
      const folder = `${layers[from].folder}/${depth}`;
      for (const to of allLayers) {
        const may = new Set<Layer>([from, ...layers[from].may]);
        for (const target of spellingsOf(to, folder)) probe(from, folder, target, !may.has(to));
      }
      for (const target of foreign[from] ?? []) probe(from, folder, target, true);
    }
  }
  caught = findCaught();
});

afterAll(() => rmSync(tree, { recursive: true }));

/** Every way a file in that folder can name a module of the layer. */
function spellingsOf(layer: Layer, folder: string): string[] {
  const target = `${layers[layer].folder}/thing/some-module.ts`;
  const relative = path.relative(folder, target);
  const spellings = [relative.startsWith(".") ? relative : `./${relative}`];
  const hasAlias = layer !== "app" && !folder.startsWith(layers[layer].folder);
  return hasAlias ? [...spellings, `#${target}`] : spellings;
}

function probe(from: Layer, folder: string, target: string, isForbidden: boolean): void {
  mkdirSync(path.join(tree, folder), { recursive: true });
  for (const form of forms) {
    const file = `${folder}probe-${probes.length}.ts`;
    writeFileSync(path.join(tree, file), form(target));
    probes.push({ file, from, target, isForbidden });
  }
}

const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })),
});

/** The probes that the lint of this project refuses for what they import. */
function findCaught(): Set<string> {
  const oxlint = path.join(root, "node_modules/.bin/oxlint");
  const { diagnostics } = reportSchema.parse(JSON.parse(run(oxlint, ["-f", "json"])));
  const found = diagnostics.filter(({ code }) => code?.includes("no-restricted-imports"));
  return new Set(found.map(({ filename }) => filename));
}

function run(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, { cwd: tree, encoding: "utf8", maxBuffer: 64_000_000 });
  } catch (error) {
    const { stdout } = z.object({ stdout: z.string() }).parse(error);
    return stdout;
  }
}

describe.each(allLayers)("a module of %s", (layer) => {
  const own = (isForbidden: boolean) =>
    probes.filter(({ from, isForbidden: is }) => from === layer && is === isForbidden);

  test("is refused every import against the direction of the layers", () => {
    const missed = own(true).filter(({ file }) => !caught.has(file));
    expect(missed.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
    expect(own(true).length).toBeGreaterThan(0);
  });

  test("may import its own layer and those beneath it", () => {
    const wronged = own(false).filter(({ file }) => caught.has(file));
    expect(wronged.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
    expect(own(false).length).toBeGreaterThan(0);
  });
});
