import { z } from "zod";
import { type Cursor, parseCursor, toCursor } from "./cursor.ts";
import { type JobPlan, meaningOf, statusAt } from "./job-plan.ts";
import { type JobStore, countAfter } from "./job-store.ts";

const maxLimit = 100;

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const querySchema = z.object({
  project_id: z.string().optional(),
  type: z.string().optional(),
  target_id: z.string().optional(),
  parent_id: z.string().optional(),
  status: z
    .enum(["Queued", "Started", "Completed", "Failed", "Canceled"])
    .transform(meaningOf)
    .optional(),
  target_type: z.enum(["drawing", "sheet", "block", "overlay"]).optional(),
  created_after: instant.optional(),
  created_before: instant.optional(),
  limit: z
    .string()
    .regex(/^0*[1-9]\d{0,8}$/, "must be a whole number from 1 to 100")
    .transform((text) => Math.min(Number(text), maxLimit))
    .default(20),
  cursor: z.string().optional(),
});

type Query = z.output<typeof querySchema>;

type JobPage = { plans: JobPlan[]; next: string | null; prev: string | null; limit: number };
type InvalidQuery = { errors: Record<string, string[]> };

/** One page of the jobs that exist at an instant, newest first. */
export function listJobs(
  store: JobStore,
  search: URLSearchParams,
  now: number,
): JobPage | InvalidQuery {
  const parsed = querySchema.safeParse(Object.fromEntries(search));
  if (!parsed.success) return { errors: z.flattenError(parsed.error).fieldErrors };
  const query = parsed.data;
  const cursor = query.cursor === undefined ? null : parseCursor(query.cursor, now);
  if (cursor === undefined)
    return { errors: { cursor: ["The cursor is invalid or has expired."] } };

  const backwards = store.backwards(query.parent_id);
  const found =
    cursor?.toward === "prev"
      ? collectNewer(backwards, cursor, query, now)
      : collectOlder(backwards, cursor, query, now);
  const more = found.length > query.limit;
  const plans = found.slice(0, query.limit);
  if (cursor?.toward === "prev") plans.reverse();

  const [first, last] = [plans.at(0), plans.at(-1)];
  const [hasPrev, hasNext] = cursor?.toward === "prev" ? [more, true] : [cursor !== null, more];
  return {
    plans,
    limit: query.limit,
    next: hasNext && last ? toCursor("next", last, now) : null,
    prev: hasPrev && first ? toCursor("prev", first, now) : null,
  };
}

function collectOlder(
  backwards: readonly JobPlan[],
  cursor: Cursor | null,
  query: Query,
  now: number,
): JobPlan[] {
  const found: JobPlan[] = [];
  let index = (cursor ? countAfter(backwards, cursor) : backwards.length) - 1;
  for (; index >= 0 && found.length <= query.limit; index--) {
    const plan = backwards[index];
    if (!plan || plan.createdAt <= (query.created_after ?? -Infinity)) break;
    if (matches(plan, query, now)) found.push(plan);
  }
  return found;
}

function collectNewer(
  backwards: readonly JobPlan[],
  cursor: Cursor,
  query: Query,
  now: number,
): JobPlan[] {
  const found: JobPlan[] = [];
  let index = countAfter(backwards, cursor);
  for (; index < backwards.length && found.length <= query.limit; index++) {
    const plan = backwards[index];
    if (plan && plan.id !== cursor.id && matches(plan, query, now)) found.push(plan);
  }
  return found;
}

function matches(plan: JobPlan, query: Query, now: number): boolean {
  return (
    plan.createdAt <= now &&
    plan.createdAt < (query.created_before ?? Infinity) &&
    plan.createdAt > (query.created_after ?? -Infinity) &&
    fits(query.type, plan.type) &&
    fits(query.project_id, plan.projectId) &&
    fits(query.target_id, plan.target?.id) &&
    fits(query.target_type, plan.target?.type.toLowerCase()) &&
    (query.status === undefined || meaningOf(statusAt(plan, now)) === query.status)
  );
}

function fits(wanted: string | undefined, actual: string | null | undefined): boolean {
  return wanted === undefined || wanted === actual;
}
