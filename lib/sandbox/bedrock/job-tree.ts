import { Random, mixSeed } from "../random.ts";
import type { JobType } from "./job-kinds.ts";

/** Which jobs one request to the server sets off, before any of them has a time. */
export type JobTree = { type: JobType; children: readonly JobTree[] };

type TreeSize = "small" | "usual" | "giant";

/** One upload, comparison or parse. */
export function growTree(seed: number, size: TreeSize): JobTree {
  const random = new Random(mixSeed(seed, 6));
  const dice = size === "giant" ? 0.76 + random.next() * 0.24 : random.next();
  if (dice < 0.54) return leaf("overlay.generate");
  if (dice < 0.76) return leaf("overlay.change.detect");
  return dice < 0.91 ? growDrawing(random, size) : growParse(random, size);
}

function growDrawing(random: Random, size: TreeSize): JobTree {
  const sheets = {
    small: () => random.int(3, 12),
    usual: () => Math.min(80, Math.max(2, Math.round(random.logNormal(10, 0.7)))),
    giant: () => random.int(240, 380),
  }[size]();
  return { type: "drawing.preprocess", children: leaves("sheet.preprocess", sheets) };
}

function growParse(random: Random, size: TreeSize): JobTree {
  const legends = size === "usual" ? random.int(1, 3) : 1;
  return {
    type: "parse",
    children: Array.from({ length: legends }, () => growLegend(random, size)),
  };
}

/** Every symbol is looked for on every plan block; the last search of a block leads to its count. */
function growLegend(random: Random, size: TreeSize): JobTree {
  const [blocks, symbols] =
    size === "giant" ? [10, random.int(24, 40)] : [random.int(1, 3), random.int(2, 7)];
  const children = Array.from({ length: blocks }, () => [
    ...leaves("symbol_match", symbols - 1),
    { type: "symbol_match", children: [leaf("symbol_aggregate")] } as const,
  ]);
  return { type: "legend_parse", children: children.flat() };
}

function leaves(type: JobType, count: number): JobTree[] {
  return Array.from({ length: count }, () => leaf(type));
}

function leaf(type: JobType): JobTree {
  return { type, children: [] };
}
