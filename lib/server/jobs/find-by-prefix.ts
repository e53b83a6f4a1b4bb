import "server-only";
import {
  chooseBegun,
  idPrefixLimits,
  isIdPrefix,
  mayGoOn,
  type Beginning,
} from "#lib/domain/paste/id-prefix.ts";
import { sourceNames, toJobKey, type JobSummary } from "#lib/domain/job.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import type { Store } from "../store/open-store.ts";

type PrefixStore = Pick<Store, "findByIdPrefix" | "findJob">;

/** Known jobs whose ID begins with this, in its letter case or as a source writes it; first whose ID it is. */
export async function findByPrefix(store: PrefixStore, text: string): Promise<JobSummary[]> {
  const prefix = text.trim();
  if (!isIdPrefix(prefix)) return [];
  const forms = formsOf(prefix);
  const found = await Promise.all(
    forms.map((form) => store.findByIdPrefix(form, idPrefixLimits.found)),
  );
  const begun = found.flat();
  const isCut = begun.length >= idPrefixLimits.found;
  const byKey = new Map(
    [...(isCut ? await listWhole(store, forms) : []), ...begun].map((job) => [toJobKey(job), job]),
  );
  const isWhole = ({ id }: JobSummary) => forms.includes(id);
  return [...byKey.values()]
    .toSorted((a, b) => Number(isWhole(b)) - Number(isWhole(a)))
    .slice(0, idPrefixLimits.found);
}

/** Known jobs that a text may stand for, also one that has the shape of an ID. */
export async function findBegun(store: PrefixStore, begun: Beginning): Promise<JobSummary[]> {
  if (!mayGoOn(begun)) return [];
  return chooseBegun(await findByPrefix(store, begun.id), begun);
}

/** Where many begin so, the job of just this ID comes after all of them, and is cut off. */
async function listWhole(store: PrefixStore, forms: readonly string[]): Promise<JobSummary[]> {
  const refs = forms.flatMap((id) => sourceNames.map((source) => ({ source, id })));
  const jobs = await Promise.all(refs.map((ref) => store.findJob(ref)));
  return jobs.flatMap((job) => (job ? [toSummary(job)] : []));
}

/** UUIDs are written small, ULIDs in capitals, and Bedrock's IDs as `job_` before a ULID. */
function formsOf(prefix: string): string[] {
  const [, kind = "", rest = ""] = /^([a-z]{2,12}_)?(.*)$/i.exec(prefix) ?? [];
  const rests = [rest, rest.toLowerCase(), rest.toUpperCase()];
  return [...new Set([prefix, ...rests.map((each) => kind.toLowerCase() + each)])];
}
