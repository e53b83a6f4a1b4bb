import "server-only";
import { z } from "zod";
import { isAuditAction } from "#lib/domain/audit.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { AuditFilter } from "../store/audit-queries.ts";

const query = z.object({
  action: z.string().refine(isAuditAction, "should be an action of the record").optional(),
  actor: z.string().max(64).optional(),
  before: z
    .string()
    .regex(/^[\da-f-]{1,60}$/, "should be the ID of an entry")
    .optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

/** Which entries are asked for; an empty field counts as none. Throws `bad_request` naming each bad one. */
export function parseAuditQuery(params: Iterable<[string, string]>): AuditFilter {
  const given = [...params].filter(([, value]) => value !== "");
  const result = query.safeParse(Object.fromEntries(given));
  if (!result.success)
    throw new ProblemError("bad_request", "The record cannot be read from this address.", {
      errors: result.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
    });
  const { limit, action, actor, before } = result.data;
  return {
    limit,
    ...(action !== undefined && { action }),
    ...(actor !== undefined && { actor }),
    ...(before !== undefined && { before }),
  };
}
