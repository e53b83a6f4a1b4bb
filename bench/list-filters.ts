import type { ListFilter } from "#lib/domain/list-filter.ts";

const hourMs = 3_600_000;
const only = <T>(...include: T[]) => ({ include, exclude: [] });
const not = <T>(...exclude: T[]) => ({ include: [], exclude });

/** One condition or sort each, over jobs of the ninety days before `now`: what many have, what few have, what none has. */
export const toSingles = (now: number): Record<string, ListFilter> => ({
  "page 1": {},
  status: { status: only("failed" as const) },
  "two statuses": { status: only("running" as const, "queued" as const) },
  "not a status": { status: not("succeeded" as const) },
  source: { source: only("figur" as const) },
  type: { type: only("mask") },
  "not a type": { type: not("sheet.preprocess") },
  project: { project: only("prj_42") },
  "no project": { project: only(null) },
  "not a project": { project: not(null) },
  target: { target: only("blk_4000") },
  "no target": { target: only(null) },
  parent: { parent: only("job_parent_77") },
  created: { created: { after: now - 24 * hourMs } },
  "created long ago": { created: { before: now - 80 * 24 * hourMs } },
  ended: { ended: { after: now - hourMs } },
  "ended long ago": { ended: { before: now - 80 * 24 * hourMs } },
  "ran long": { duration: { minMs: 1_000_000 } },
  "ran short": { duration: { maxMs: 405 } },
  "waited long": { wait: { minMs: 4_998 } },
  "waited for hours": { wait: { minMs: 2 * hourMs } },
  "not created lately": { except: { created: [{ after: now - 24 * hourMs }] } },
  "not ended lately": { except: { ended: [{ after: now - 24 * hourMs }] } },
  "did not run longer than a second": { except: { duration: [{ minMs: 1_000 }] } },
  "neither short nor long": { except: { duration: [{ maxMs: 1_000 }, { minMs: 300_000 }] } },
  "did not wait": { except: { wait: [{ minMs: 10 }] } },
  "took long": { total: { minMs: 1_195_000 } },
  failure: { failure: only("TIMEOUT: Page … of the drawing is empty") },
  IDs: { ids: ["job_NONE1", "job_NONE2", "job_NONE3"] },
  "oldest first": { sort: { by: "created", descending: false } },
  "first ended first": { sort: { by: "ended", descending: false } },
  "by end": { sort: { by: "ended", descending: true } },
  "longest first": { sort: { by: "duration", descending: true } },
  "shortest first": { sort: { by: "duration", descending: false } },
});

export const texts: Record<string, ListFilter> = {
  "text of an error": { q: "drawing is empty" },
  "text of some errors": { q: "Page 471 of" },
  "text of a code": { q: "not_a_draw" },
  "text of a type": { q: "takeoff" },
  "text inside an ID": { q: "QXZ7" },
  "text of two letters": { q: "q7" },
  "text nowhere": { q: "nothing like it" },
  "text nowhere, known letters": { q: "job_ZZZZZZZZ" },
  "without a text": { notQ: ["succeeded"] },
};

/** Rare together though each alone is not: the worst that can be asked of an index. */
const rarePairs: Record<string, ListFilter> = {
  "failed + prj_150": { status: only("failed" as const), project: only("prj_150") },
  "mask + prj_199": { type: only("mask"), project: only("prj_199") },
  "mask + blk_4900": { type: only("mask"), target: only("blk_4900") },
  "canceled + ran very long": { status: only("canceled" as const), duration: { minMs: 1_100_000 } },
  "mask + waited long": { type: only("mask"), wait: { minMs: 4_998 } },
  "failed + ran short": { status: only("failed" as const), duration: { maxMs: 410 } },
};

/** Every two of the others that do not ask about the same. */
export function toPairs(now: number): Record<string, ListFilter> {
  const all = Object.entries({ ...toSingles(now), ...texts }).slice(1);
  const pairs = all.flatMap(([name, filter], at) =>
    all
      .slice(at + 1)
      .filter(([, other]) => !Object.keys(other).some((key) => Object.hasOwn(filter, key)))
      .map(([otherName, other]) => [`${name} + ${otherName}`, { ...filter, ...other }] as const),
  );
  return { ...rarePairs, ...Object.fromEntries(pairs) };
}
