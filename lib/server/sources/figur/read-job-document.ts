import "server-only";
import { z } from "zod";
import type { JobDocument } from "#lib/domain/job-fact.ts";
import { findJsonSpans, withoutNull } from "#lib/domain/json/spans.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { cutOut } from "../json-part.ts";
import type { UpstreamAnswer } from "../upstream-client.ts";
import { parseUpstreamJson } from "../upstream-json.ts";
import { stripAddresses } from "./strip-addresses.ts";
import { wireJobSchema, type WireJob } from "./wire-job.ts";

const objectSchema = z.record(z.string(), z.unknown());

/**
 * One job. The request stays bytes however large: it is cut out before the rest is parsed. The document
 * is the upstream's but for the addresses that die within minutes. Throws `upstream_invalid` when the
 * answer is no job.
 */
export function readJobDocument(
  { bytes, upstream }: UpstreamAnswer,
  label: string,
): { wire: WireJob; document: JobDocument } {
  const rest = cutOut(bytes, findJsonSpans(bytes, [["request"]]));
  const job = objectSchema.safeParse(parseUpstreamJson(rest, { label, upstream })).data;
  const wire = wireJobSchema.safeParse(job).data;
  if (job === undefined || wire === undefined || !isJob(wire)) {
    const detail = `${label} answered with something that is not a job.`;
    throw new ProblemError("upstream_invalid", detail, { upstream });
  }
  const kept = stripAddresses(bytes);
  const [payload = null, results = null] = findJsonSpans(kept, [["request"], ["result"]]);
  const hasResults = (wire.result ?? []).length > 0;
  return {
    wire,
    document: {
      bytes: kept,
      payload: withoutNull(kept, payload),
      results: hasResults ? withoutNull(kept, results) : null,
    },
  };
}

function isJob({ public_id, job_type, status }: WireJob): boolean {
  return [public_id, job_type, status].some((word) => typeof word === "string");
}
