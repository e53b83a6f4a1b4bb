import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { sourceNames } from "#lib/domain/job.ts";
import { usualSort, type ListPosition } from "./order.ts";

const cursorSchema = z.tuple([z.string(), z.int(), z.enum(sourceNames), z.string()]);

export function formatCursor(filter: ListFilter, { order, source, id }: ListPosition): string {
  const cursor = [toFilterHash(filter), order, source, id];
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** Throws `bad_request` for a text that is no cursor, and for the cursor of another filter or sort. */
export function parseCursor(filter: ListFilter, text: string): ListPosition {
  const cursor = cursorSchema.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
  if (!cursor.success) throw new ProblemError("bad_request", "The cursor is malformed.");
  const [hash, order, source, id] = cursor.data;
  if (hash !== toFilterHash(filter))
    throw new ProblemError("bad_request", "The cursor belongs to another filter or sort.");
  return { order, source, id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProblemError("bad_request", "The cursor is malformed.", { cause });
  }
}

function toFilterHash(filter: ListFilter): string {
  const { cursor: _cursor, limit: _limit, sort = usualSort, ...conditions } = filter;
  const text = JSON.stringify(toSorted({ ...conditions, sort }));
  return createHash("sha256").update(text).digest("base64url").slice(0, 12);
}

/** So that two ways of writing the same filter give the same hash. */
function toSorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, toSorted(inner)]);
}
