export type JobKind = {
  targetType: "Drawing" | "Sheet" | "Block" | "Overlay";
  targetPrefix: string;
  queueMedianMs: number;
  runMedianMs: number;
  /** Standard deviation of the logarithm of both. */
  sigma: number;
  failureRate: number;
};

/** How long each type waits and runs, and how often it fails. A parent's run is its own work before its children. */
export const jobKinds = {
  "overlay.generate": kind("Block", "blk", 2_000, 42_000, 0.6, 0.06),
  "overlay.change.detect": kind("Overlay", "ovl", 2_500, 65_000, 0.5, 0.05),
  "drawing.preprocess": kind("Drawing", "drw", 1_500, 4_000, 0.5, 0),
  "sheet.preprocess": kind("Sheet", "sht", 400, 9_000, 0.5, 0.012),
  parse: kind("Drawing", "drw", 1_500, 3_000, 0.4, 0),
  legend_parse: kind("Block", "blk", 600, 8_000, 0.5, 0.01),
  symbol_match: kind("Block", "blk", 300, 3_500, 0.6, 0.006),
  symbol_aggregate: kind("Block", "blk", 300, 1_500, 0.4, 0.002),
} satisfies Record<string, JobKind>;

export type JobType = keyof typeof jobKinds;

function kind(
  targetType: JobKind["targetType"],
  targetPrefix: string,
  queueMedianMs: number,
  runMedianMs: number,
  sigma: number,
  failureRate: number,
): JobKind {
  return { targetType, targetPrefix, queueMedianMs, runMedianMs, sigma, failureRate };
}
