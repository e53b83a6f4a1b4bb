import "server-only";
import type { JobDocument, JobFact } from "#lib/domain/job-fact.ts";
import { findJsonSpans } from "#lib/domain/json/spans.ts";
import { isTerminal } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { RequestOptions } from "../source.ts";
import type { UpstreamClient } from "../upstream-client.ts";
import { parseUpstreamJson } from "../upstream-json.ts";
import type { FileStatusPace } from "./file-status-pace.ts";
import { readParts, type Part } from "./read-parts.ts";
import { toWholeFact } from "./to-job-fact.ts";
import { wireJobSchema, type WireDetails } from "./wire-job.ts";

export type ReadContext = {
  client: UpstreamClient;
  label: string;
  pace: FileStatusPace;
  now: () => number;
};

/**
 * The whole job. Where a part of one that ended could not be asked for, the fact is no whole read:
 * what it hides would otherwise never be looked for again.
 */
export async function readJob(
  context: ReadContext,
  id: string,
  options: RequestOptions,
  known?: Part<WireDetails>,
): Promise<JobFact> {
  const { client, label } = context;
  const answer = await client.get(`/api/v1/jobs/${id}`, options);
  const refuse = (what: string) =>
    new ProblemError("upstream_invalid", `${label} ${what}.`, { upstream: answer.upstream });
  const wire = wireJobSchema.safeParse(parseUpstreamJson(answer.bytes, { label, ...answer })).data;
  if (!wire || (wire.id === undefined && wire.status === undefined))
    throw refuse("answered with something that is not a job");
  if ((wire.id ?? id).toLowerCase() !== id)
    throw refuse(`was asked for ${id} and answered with another job`);
  const { isWhole, ...parts } = await readParts(context, id, wire, options, known);
  const hasEnded = (fact: JobFact) => isTerminal(fact.fields.status ?? "unknown");
  const fact = toWholeFact(wire, parts, { id, origin: "read", observedAt: answer.askedAt });
  const origin = isWhole || !hasEnded(fact) ? "read" : "list";
  return { ...fact, origin, document: toDocument(answer.bytes) };
}

/** What went in stands for the payload, what came out for the results. */
function toDocument(bytes: Uint8Array): JobDocument {
  const [payload = null, results = null] = findJsonSpans(bytes, [
    ["input_file_ids"],
    ["output_node_files"],
  ]).map((span) => (span && span.end - span.start > "null".length ? span : null));
  return { bytes, payload, results };
}
