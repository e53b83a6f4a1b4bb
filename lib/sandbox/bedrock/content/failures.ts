import { Random, mixSeed } from "../../random.ts";
import type { JobPlan, PlanError } from "../job-plan.ts";

type Failure = (random: Random, sheet: string) => PlanError;

const anywhere: readonly [Failure, ...Failure[]] = [
  () => ({ code: "TIMEOUT", message: "The worker did not finish within 900 seconds." }),
  () => ({
    code: "INTERNAL_ERROR",
    message: "An unexpected error occurred. Support has been notified.",
  }),
];

const byType: Record<string, readonly [Failure, ...Failure[]]> = {
  "overlay.generate": [
    (random, sheet) => ({
      code: "PROCESSING_ERROR",
      message: `Source image missing: sheet ${sheet} has no raster at revision ${random.int(2, 9)}.`,
    }),
    (random) => ({
      code: "ALIGNMENT_FAILED",
      message: `Only ${random.int(2, 11)} matching features found between the two blocks; at least 12 are needed.`,
    }),
  ],
  "overlay.change.detect": [
    (random) => ({
      code: "OVERLAY_TOO_LARGE",
      message: `The overlay is ${random.int(31, 60)}000 × ${random.int(21, 40)}000 pixels; the limit is 30000 × 20000.`,
    }),
  ],
  "sheet.preprocess": [
    (random, sheet) => ({
      code: "PROCESSING_ERROR",
      message: `Sheet ${sheet}: page ${random.int(1, 80)} is encrypted and cannot be rasterized.`,
    }),
    (_random, sheet) => ({
      code: "TITLE_BLOCK_NOT_FOUND",
      message: `Sheet ${sheet}: no title block was found along any edge.`,
    }),
  ],
  legend_parse: [
    () => ({ code: "LEGEND_EMPTY", message: "The legend block contains no readable symbol rows." }),
  ],
  symbol_match: [
    (random) => ({
      code: "PROCESSING_ERROR",
      message: `Template is ${random.int(4, 9)} × ${random.int(4, 9)} pixels; at least 12 × 12 is needed.`,
    }),
  ],
};

const partNouns: Record<string, string> = { "drawing.preprocess": "sheets", parse: "legends" };

/** Why a failed job failed. */
export function failureOf(plan: JobPlan): PlanError {
  const random = new Random(mixSeed(plan.seed, 2));
  if (plan.failedParts > 0) {
    const noun = partNouns[plan.type] ?? "symbols";
    const message = `${plan.failedParts} of ${plan.parts} ${noun} could not be processed.`;
    return { code: "CHILD_FAILED", message };
  }
  const sheet = sheetNumber(random);
  const own = byType[plan.type];
  return random.pick(own !== undefined && random.chance(0.85) ? own : anywhere)(random, sheet);
}

/** `A-101` */
export function sheetNumber(random: Random): string {
  return `${random.pick(["A", "S", "M", "E", "P"])}-${random.int(1, 9)}${random.int(0, 2)}${random.int(1, 9)}`;
}
