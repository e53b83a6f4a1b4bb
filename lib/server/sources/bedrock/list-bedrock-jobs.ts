import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { JobStatus } from "#lib/domain/job.ts";
import { isBedrockId } from "#lib/domain/paste/id-shapes.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { ListQuery, RequestOptions, SourcePage } from "../source.ts";
import { splitEntries } from "../split-entries.ts";
import type { UpstreamClient } from "../upstream-client.ts";
import { parseUpstreamJson } from "../upstream-json.ts";
import { toJobFact } from "./to-job-fact.ts";
import { wireJobSchema, wireListSchema } from "./wire-job.ts";

type Context = { client: UpstreamClient; label: string };

const maxLimit = 100;

/** One page of `GET /jobs`. An entry that is no job costs itself alone. */
export async function listBedrockJobs(
  { client, label }: Context,
  query: ListQuery,
  options: RequestOptions,
): Promise<SourcePage> {
  const answer = await client.get(`/jobs?${toSearch(query)}`, options).catch((error: unknown) => {
    throw toCursorProblem(error, query, label);
  });
  const list = wireListSchema.safeParse(parseUpstreamJson(answer.bytes, { label, ...answer })).data;
  if (!list) {
    const detail = `${label} answered with something that is not a list of jobs.`;
    throw new ProblemError("upstream_invalid", detail, { upstream: answer.upstream });
  }
  const { data, _meta: meta } = list;
  const next = meta?.next ?? null;
  return {
    ...splitEntries(data.map((entry) => toListFact(entry, answer.askedAt))),
    // A page that names itself as its next would be read for ever.
    next: next === "" || next === query.cursor ? null : next,
  };
}

function toListFact(entry: unknown, observedAt: number): JobFact | null {
  const wire = wireJobSchema.safeParse(entry).data;
  const id = wire?.id ?? wire?.job_id;
  return wire && id && isBedrockId(id) ? toJobFact(wire, { id, origin: "list", observedAt }) : null;
}

const wireStatuses: Partial<Record<JobStatus, string>> = {
  queued: "Queued",
  running: "Started",
  succeeded: "Completed",
  failed: "Failed",
  canceled: "Canceled",
};

function toSearch(query: ListQuery): string {
  const { parentId, status, createdAfter, createdBefore, limit, cursor } = query;
  const wireStatus = status && wireStatuses[status];
  return new URLSearchParams({
    ...(parentId !== undefined && { parent_id: parentId }),
    ...(wireStatus !== undefined && { status: wireStatus }),
    ...(createdAfter !== undefined && { created_after: new Date(createdAfter).toISOString() }),
    ...(createdBefore !== undefined && { created_before: new Date(createdBefore).toISOString() }),
    ...(limit !== undefined && { limit: String(Math.min(Math.max(1, limit), maxLimit)) }),
    ...(cursor !== undefined && { cursor }),
  }).toString();
}

/** Bedrock answers a bad or expired cursor with 400, as it would a time that it does not take. */
function toCursorProblem(error: unknown, query: ListQuery, label: string): unknown {
  const isLater = query.cursor !== undefined || query.createdBefore !== undefined;
  return isLater && error instanceof ProblemError && error.upstream?.status === 400
    ? new ProblemError(
        "bad_request",
        `${label} no longer knows this page of the list. Start again from the first.`,
        { ...(error.upstream && { upstream: error.upstream }) },
      )
    : error;
}
