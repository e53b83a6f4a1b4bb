import { z } from "zod";
import type { InvalidField } from "./answer.ts";
import { filterableKinds } from "./content/job-kinds.ts";
import type { FigurWorld } from "./figur-world.ts";
import { type JobPlan, statusAt } from "./job-plan.ts";

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^-?\d{1,9}$/, "Input should be a valid integer")
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const querySchema = z.object({
  job_type: z.array(z.enum(Object.keys(filterableKinds))),
  status: z.enum(["NOT_STARTED", "IN_PROGRESS", "SUCCESS", "FAILURE"]).optional(),
  created_after: z.iso
    .datetime({ offset: true })
    .transform((text) => Date.parse(text))
    .optional(),
  limit: wholeNumber(1, 200).default(50),
  offset: wholeNumber(0, 1_000_000).default(0),
});

type JobPage = { plans: JobPlan[]; limit: number; offset: number };

/** One page of the jobs that exist now, newest first. */
export function listJobs(
  world: FigurWorld,
  search: URLSearchParams,
  now: number,
): JobPage | { invalid: InvalidField[] } {
  const query = { ...Object.fromEntries(search), job_type: search.getAll("job_type") };
  const parsed = querySchema.safeParse(query);
  if (!parsed.success) return { invalid: parsed.error.issues.map(toInvalidField) };
  const { job_type: types, status, created_after: after = -Infinity, limit, offset } = parsed.data;
  const plans: JobPlan[] = [];
  let skipped = 0;
  for (const plan of world.newestFirst()) {
    if (plan.createdAt <= after || plans.length === limit) break;
    if (types.length > 0 && !types.includes(plan.type)) continue;
    if (status !== undefined && statusAt(plan, now) !== status) continue;
    if (skipped < offset) skipped += 1;
    else plans.push(plan);
  }
  return { plans, limit, offset };
}

export function toInvalidField({ path, message, code }: z.core.$ZodIssue): InvalidField {
  const loc = ["query", ...path.map((part) => (typeof part === "number" ? part : String(part)))];
  return { loc, msg: message, type: code };
}
