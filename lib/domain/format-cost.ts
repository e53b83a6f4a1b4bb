import type { JobCost } from "./job.ts";

const digits = new Intl.NumberFormat("en", { maximumFractionDigits: 6, useGrouping: false });

/** `0.042 USD`, `9 credits`; the amount alone where the upstream names no unit. */
export function formatCost({ amount, unit }: JobCost): string {
  return unit === null ? digits.format(amount) : `${digits.format(amount)} ${unit}`;
}
