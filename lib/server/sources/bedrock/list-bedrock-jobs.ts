import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { JobStatus } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { ListQuery, RequestOptions, SourcePage } from "../source.ts";
import type { UpstreamClient } from "../upstream-client.ts";
import { parseUpstreamJson } from "../upstream-json.ts";
import { toJobFact } from "./to-job-fact.ts";
import { wireJobSchema, wireListSchema } from "./wire-job.ts";

type Context = { client: UpstreamClient; label: string };

const maxLimit = 100;
const maxIdLength = 200;

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
  const facts = data.flatMap((entry) => toListFact(entry, answer.askedAt) ?? []);
  return {
    facts,
    broken: data.length - facts.length,
    // A page that names itself as its next would be read for ever.
    next: next === "" || next === query.cursor ? null : next,
  };
}

function toListFact(entry: unknown, observedAt: number): JobFact | undefined {
  const wire = wireJobSchema.safeParse(entry).data;
  const id = wire?.id ?? wire?.job_id;
  return wire && id && id.length <= maxIdLength
    ? toJobFact(wire, { id, origin: "list", observedAt })
    : undefined;
}

const wireStatuses: Partial<Record<JobStatus, string>> = {
  queued: "Queued",
  running: "Started",
  succeeded: "Completed",
  failed: "Failed",
  canceled: "Canceled",
};

function toSearch({ parentId, status, createdAfter, limit, cursor }: ListQuery): string {
  const wireStatus = status && wireStatuses[status];
  return new URLSearchParams({
    ...(parentId !== undefined && { parent_id: parentId }),
    ...(wireStatus !== undefined && { status: wireStatus }),
    ...(createdAfter !== undefined && { created_after: new Date(createdAfter).toISOString() }),
    ...(limit !== undefined && { limit: String(Math.min(Math.max(1, limit), maxLimit)) }),
    ...(cursor !== undefined && { cursor }),
  }).toString();
}

/** Bedrock answers a bad or expired cursor with 400. */
function toCursorProblem(error: unknown, query: ListQuery, label: string): unknown {
  const isCursor =
    query.cursor !== undefined && error instanceof ProblemError && error.upstream?.status === 400;
  return isCursor
    ? new ProblemError(
        "bad_request",
        `${label} no longer knows this page of the list. Start again from the first.`,
        { ...(error.upstream && { upstream: error.upstream }) },
      )
    : error;
}
