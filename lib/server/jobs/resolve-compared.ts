import "server-only";
import { explainMalformed, findJobIds } from "#lib/domain/paste/find-job-ids.ts";
import { parseJobKey, toJobKey, type Job, type JobRef, type JobStatus } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { getJob, type JobContext } from "./get-job.ts";
import { getKnownJob } from "./get-known-job.ts";

/** What one side of a comparison names: `key` when it names a job, else why it does not. */
export type ComparedName = { text: string; key: string | null; hint: string | null };

const siblings = new Map<string, { status: JobStatus[]; what: string }>([
  ["previous", { status: [], what: "earlier" }],
  ["last-success", { status: ["succeeded"], what: "successful" }],
]);

/**
 * The jobs that two texts name: `{source}:{id}`, anything that holds an ID, or `previous` and
 * `last-success`, which go by the type of the other side.
 */
export async function resolveCompared(
  context: JobContext,
  texts: { a: string; b: string },
): Promise<{ a: ComparedName; b: ComparedName }> {
  const a = siblings.has(texts.a) ? null : await resolveText(context, texts.a);
  const b = siblings.has(texts.b) ? null : await resolveText(context, texts.b);
  return {
    a: a ?? (await resolveSibling(context, texts.a, b)),
    b: b ?? (await resolveSibling(context, texts.b, a)),
  };
}

async function resolveText(context: JobContext, text: string): Promise<ComparedName> {
  const named = parseJobKey(text);
  if (named) return { text, key: toJobKey(named), hint: null };
  if (text === "") return { text, key: null, hint: null };
  const [first, second] = findJobIds(text, { max: 2 });
  if (!first)
    return { text, key: null, hint: explainMalformed(text) ?? "There is no job ID in this text." };
  if (second) return { text, key: null, hint: "There is more than one job ID in this text." };
  const refs = first.candidates.map((source): JobRef => ({ source, id: first.text }));
  const owner = refs.length === 1 ? refs[0] : await findOwner(context, refs);
  return { text, key: toJobKey(owner ?? { source: "bedrock", id: first.text }), hint: null };
}

/** The source that knows an ID whose shape fits several. */
async function findOwner(context: JobContext, refs: JobRef[]): Promise<JobRef | undefined> {
  for (const ref of refs) {
    try {
      await getJob(context, ref);
      return ref;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  }
  return refs[0];
}

async function resolveSibling(
  context: JobContext,
  word: string,
  other: ComparedName | null,
): Promise<ComparedName> {
  const ref = other?.key ? parseJobKey(other.key) : undefined;
  const sibling = siblings.get(word);
  if (!ref || !sibling) return { text: "", key: null, hint: "Name the other job first." };
  try {
    const { job } = await getKnownJob(context, ref);
    const found = await findSibling(context, job, sibling.status);
    if (found) return { text: word, key: toJobKey(found), hint: null };
    const hint = `Gantry knows no ${sibling.what} job of the type ${job.type || "it has"}.`;
    return { text: "", key: null, hint };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { text: "", key: null, hint: error.message };
  }
}

/** The newest job of the same type before this one; for a status, the newest after it if there is none before. */
async function findSibling(
  { store }: JobContext,
  { source, type, createdAt, id }: Job,
  status: JobStatus[],
): Promise<JobRef | undefined> {
  const list = async (before: number | null) => {
    const { jobs } = await store.listPage({
      source: { include: [source], exclude: [] },
      type: { include: [type], exclude: [] },
      ...(status.length > 0 && { status: { include: status, exclude: [] } }),
      ...(before !== null && { created: { before } }),
      sort: { by: "created", descending: true },
      limit: 2,
    });
    return jobs.find((job) => job.id !== id);
  };
  return (await list(createdAt)) ?? (status.length > 0 ? await list(null) : undefined);
}
