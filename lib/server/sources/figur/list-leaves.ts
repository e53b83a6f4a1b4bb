import "server-only";
import { z } from "zod";

/** A text or number somewhere inside a value, and the keys that lead to it. */
export type Leaf = { keys: readonly string[]; value: string | number };

const maxDepth = 6;
const maxLeaves = 200;
const branchSchema = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]);

/** The first texts and numbers in a value of any shape, in its order. Empty texts are left out. */
export function listLeaves(root: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (value: unknown, keys: readonly string[]) => {
    if (leaves.length >= maxLeaves || keys.length > maxDepth) return;
    if (typeof value === "string" || typeof value === "number") {
      if (value !== "") leaves.push({ keys, value });
      return;
    }
    const branch = branchSchema.safeParse(value).data ?? {};
    for (const [key, child] of Object.entries(branch)) visit(child, keys.concat(key));
  };
  visit(root, []);
  return leaves;
}
