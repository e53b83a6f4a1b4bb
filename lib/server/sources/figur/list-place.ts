import "server-only";
import { z } from "zod";
import { ProblemError } from "#lib/domain/problem.ts";

/** How far a list was read: the offset there, the time of the last job seen, and which jobs of that time. */
export type ListPlace = { offset: number; before: number | null; seen: string[] };

/** Jobs of one instant. */
export const maxSeen = 500;

const placeSchema = z.tuple([
  z.number().int().nonnegative(),
  z.number().nullable(),
  z.array(z.string()).max(maxSeen),
]);

export function toListCursor({ offset, before, seen }: ListPlace): string {
  return Buffer.from(JSON.stringify([offset, before, seen])).toString("base64url");
}

/** The beginning where there is no cursor; throws `bad_request` for one that is none of ours. */
export function parseListPlace(cursor: string | undefined): ListPlace {
  if (cursor === undefined) return { offset: 0, before: null, seen: [] };
  const place = placeSchema.safeParse(parseJson(Buffer.from(cursor, "base64url").toString())).data;
  if (!place) throw new ProblemError("bad_request", "This is no page of Figur’s list.");
  const [offset, before, seen] = place;
  return { offset, before, seen };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Told apart by the schema.
    return undefined;
  }
}
