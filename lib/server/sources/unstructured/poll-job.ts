import "server-only";
import { z } from "zod";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, jobStatuses, type JobStatus } from "#lib/domain/job.ts";
import type { RequestOptions } from "../source.ts";
import { readJob, type ReadContext } from "./read-job.ts";
import { readDetails } from "./read-parts.ts";
import { toNodes, toProgress } from "./to-detail.ts";
import { toStatusEvent } from "./to-job-fact.ts";
import { toStatus } from "./to-status.ts";
import type { WireDetails } from "./wire-job.ts";

/** Files are told by the whole read alone. */
const wholeReadEvery = 10;
/** Details may lag behind the job: told unchanged this often in a row, they may hide its end. */
const sameDetailsMax = 4;

const cursorSchema = z.object({
  status: z.enum(jobStatuses),
  failed: z.number(),
  polls: z.number(),
  /** Polls in a row, since the last whole read, whose details told nothing new. */
  same: z.number(),
  told: z.string(),
});
type PollState = z.infer<typeof cursorSchema>;

/**
 * One request while nothing but numbers move: the details. A change of state, another failed file,
 * details that stand still or that are not there take the whole read. A change that falls between two polls becomes
 * an event of the moment it was seen.
 */
export async function pollJob(
  context: ReadContext,
  id: string,
  cursor: string | null,
  options: RequestOptions,
): Promise<{ facts: JobFact[]; cursor: string }> {
  const known = cursor === null ? null : cursorSchema.parse(JSON.parse(cursor));
  const part = await readDetails(context, id, options);
  const details = part.value;
  const failed = details ? countFailed(details) : (known?.failed ?? 0);
  const detailsStatus = details ? toStatus(details.processing_status) : null;
  const told = JSON.stringify(details && [toNodes(details), toProgress(details)]);
  const same = told === known?.told ? known.same + 1 : 0;
  const isQuiet =
    known !== null &&
    detailsStatus === known.status &&
    !isTerminal(detailsStatus) &&
    failed === known.failed;
  if (details && isQuiet && known.polls < wholeReadEvery && same < sameDetailsMax) {
    const fact = toDetailsFact(details, id, part.askedAt ?? context.now());
    return { facts: [fact], cursor: toCursor({ ...known, polls: known.polls + 1, same, told }) };
  }
  const fact = await readJob(context, id, options, part);
  const status = fact.fields.status ?? "unknown";
  return {
    facts: [known ? withChange(fact, known.status) : fact],
    cursor: toCursor({ status, failed, polls: 0, same: 0, told }),
  };
}

function toDetailsFact(details: WireDetails, id: string, observedAt: number): JobFact {
  return {
    source: "unstructured",
    id,
    origin: "stream",
    observedAt,
    fields: { progress: toProgress(details) },
    events: [],
    detail: { nodes: toNodes(details) },
  };
}

function withChange(fact: JobFact, before: JobStatus): JobFact {
  const { status = "unknown", rawStatus = "", error = null } = fact.fields;
  if (status === before) return fact;
  const seen = { ...toStatusEvent(status, rawStatus, fact.observedAt), error };
  return { ...fact, events: [...fact.events, seen] };
}

function countFailed({ node_stats }: WireDetails): number {
  return (node_stats ?? []).reduce((sum, node) => sum + node.failure, 0);
}

function toCursor(state: PollState): string {
  return JSON.stringify(state);
}
