import "server-only";
import { z } from "zod";
import type { JobDocument } from "#lib/domain/job-fact.ts";
import { findJsonSpans, withoutNull } from "#lib/domain/json/spans.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { UpstreamAnswer } from "../upstream-client.ts";
import { cutOut } from "../json-part.ts";
import { parseUpstreamJson } from "../upstream-json.ts";
import { wireJobSchema, type WireJob } from "./wire-job.ts";

const paths = [["data", "payload"], ["data", "results"], ["payload"], ["results"]] as const;
/** Larger results are kept and served, but not searched for links. */
const maxParsedResultsBytes = 1024 * 1024;

const objectSchema = z.record(z.string(), z.unknown());
const wrappedSchema = z.object({ data: objectSchema });

/**
 * One job, `{ data: Job }` or bare. Payload and results stay bytes however large: they are cut out
 * before the rest is parsed. Throws `upstream_invalid` when the answer is no job.
 */
export function readJobDocument(
  { bytes, upstream }: UpstreamAnswer,
  label: string,
): { wire: WireJob; document: JobDocument } {
  const spans = findJsonSpans(bytes, paths);
  const rest = parseUpstreamJson(cutOut(bytes, spans), { label, upstream });
  const wrapped = wrappedSchema.safeParse(rest).data?.data;
  const job = wrapped ?? objectSchema.safeParse(rest).data;
  const wire = wireJobSchema.safeParse(job).data;
  if (job === undefined || wire === undefined || !isJob(job)) {
    throw new ProblemError(
      "upstream_invalid",
      `${label} answered with something that is not a job.`,
      {
        upstream,
      },
    );
  }
  const [payload = null, results = null] = wrapped ? spans.slice(0, 2) : spans.slice(2);
  const parsed =
    results !== null && results.end - results.start <= maxParsedResultsBytes
      ? parseUpstreamJson(bytes.subarray(results.start, results.end), { label, upstream })
      : undefined;
  return {
    wire: { ...wire, results: parsed },
    document: { bytes, payload: withoutNull(bytes, payload), results: withoutNull(bytes, results) },
  };
}

function isJob({ id, job_id, status, type }: Record<string, unknown>): boolean {
  return [id, job_id, status, type].some((word) => typeof word === "string");
}
