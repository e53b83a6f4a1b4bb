import "server-only";
import type { JobCost } from "#lib/domain/job.ts";
import { listLeaves, type Leaf } from "./list-leaves.ts";

const costKey = /cost|price|credit|charge/i;
const unitKey = /^(?:currency|unit|units)$/i;
/** The parts of a key that name no unit: `total_cost_usd` is in `usd`. */
const amountWords = /^(?:cost|costs|price|charge|charged|amount|total|value|used|spent)$/i;
const amountText = /^([$€£])?\s*(\d+(?:\.\d+)?)\s*([A-Za-z]{2,12})?$/;
const symbols: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP" };

/** The cost that `extra` tells, whatever its shape: no document says more than that it may be there. */
export function toCost(extra: unknown): JobCost | null {
  const leaves = listLeaves(extra);
  const priced = leaves.filter(({ keys }) => keys.some((key) => costKey.test(key)));
  for (const leaf of priced) {
    const amount = toAmount(leaf);
    if (amount) return { amount: amount.amount, unit: amount.unit ?? toUnit(leaf, leaves) };
  }
  return null;
}

function toAmount({ value }: Leaf): JobCost | null {
  if (typeof value === "number") return value >= 0 ? { amount: value, unit: null } : null;
  const [, symbol = "", digits, word] = amountText.exec(value.trim()) ?? [];
  if (digits === undefined) return null;
  return { amount: Number(digits), unit: symbols[symbol] ?? (word ? toWord(word) : null) };
}

/** A currency told beside the amount, or the unit in the key's own name. */
function toUnit({ keys }: Leaf, leaves: readonly Leaf[]): string | null {
  const told = leaves.find(({ keys: [...path] }) => unitKey.test(path.at(-1) ?? ""))?.value;
  if (typeof told === "string") return toWord(told.trim());
  const words = (keys.at(-1) ?? "").split(/[_-]|(?<=[a-z])(?=[A-Z])/);
  const unit = words.findLast((word) => !amountWords.test(word) && /^[A-Za-z]+$/.test(word));
  return unit === undefined ? null : toWord(unit);
}

const toWord = (word: string) => (word.length === 3 ? word.toUpperCase() : word.toLowerCase());
