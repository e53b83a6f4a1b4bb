import type { JobCost } from "../job.ts";

const maxDecimals = 6;

/** `0.042 USD`, `9 credits`; the amount alone where the upstream names no unit. */
export function formatCost({ amount, unit }: JobCost): string {
  return [String(Number(amount.toFixed(maxDecimals))), unit].filter(Boolean).join(" ");
}
