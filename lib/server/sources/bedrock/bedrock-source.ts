import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isBedrockId } from "#lib/domain/paste/id-shapes.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { readEventStream } from "../event-stream.ts";
import { createRequestBudget } from "../request-budget.ts";
import { createSingleFlight } from "../single-flight.ts";
import type { RequestOptions, StreamingSource } from "../source.ts";
import { toCurl } from "../to-curl.ts";
import { createUpstreamClient } from "../upstream-client.ts";
import { listBedrockJobs } from "./list-bedrock-jobs.ts";
import { readJobDocument } from "./read-job-document.ts";
import { toJobFact } from "./to-job-fact.ts";
import { readStreamEvent } from "./read-stream-event.ts";

export type BedrockSettings = {
  url: string;
  apiKey: string;
  apiVersion: string;
  /** Silence on a stream after which its link counts as dead. */
  stallMs: number;
  headersTimeoutMs?: number;
  bodyStallMs?: number;
  now?: () => number;
};

const label = "Bedrock";
/** A completed frame carries the job's results. */
const maxEventBytes = 16 * 1024 * 1024;
/** A stream of nothing but nonsense is broken, not tolerable. */
const maxUnreadableFrames = 100;

export function createBedrockSource(settings: BedrockSettings): StreamingSource {
  const {
    url,
    apiKey,
    apiVersion,
    stallMs,
    headersTimeoutMs,
    bodyStallMs,
    now = Date.now,
  } = settings;
  const budget = createRequestBudget({ label, now });
  const client = createUpstreamClient({
    label,
    url,
    headers: { authorization: `Bearer ${apiKey}`, "x-api-version": apiVersion },
    secrets: [apiKey],
    budget,
    now,
    ...(headersTimeoutMs !== undefined && { headersTimeoutMs }),
    ...(bodyStallMs !== undefined && { bodyStallMs }),
  });
  const fly = createSingleFlight<JobFact>();

  async function readJob(id: string, options: RequestOptions): Promise<JobFact> {
    const answer = await client.get(`/jobs/${encodeURIComponent(id)}`, options);
    const { wire, document } = readJobDocument(answer, label);
    const named = wire.id ?? wire.job_id ?? id;
    if (named !== id) {
      const detail = `${label} was asked for ${id} and answered with another job.`;
      throw new ProblemError("upstream_invalid", detail, { upstream: answer.upstream });
    }
    return { ...toJobFact(wire, { id, origin: "read", observedAt: answer.askedAt }), document };
  }

  return {
    name: "bedrock",
    label,
    capabilities: {
      ...{ stream: true, list: true, children: true, cancel: false, artifacts: true },
      listBefore: true,
    },
    idShape: "job_ followed by letters and digits",
    isJobId: isBedrockId,
    async getJob(id, options) {
      requireJobId(id);
      // A person does not queue behind a background read of the same job.
      return await fly(`${options.priority} ${id}`, options.signal, (signal) =>
        readJob(id, { priority: options.priority, signal }),
      );
    },
    listJobs: (query, options) => listBedrockJobs({ client, label }, query, options),
    async *watchJob(id, { onOpen, onByte, signal, ...options }) {
      requireJobId(id);
      const { body, headers, upstream } = await client.open(
        `/jobs/${encodeURIComponent(id)}/stream`,
        {
          ...options,
          ...(signal && { signal }),
          accept: "text/event-stream",
          // A quiet stream may send its headers with its first heartbeat.
          headersTimeoutMs: Math.max(stallMs, headersTimeoutMs ?? 0),
        },
      );
      const type = headers.get("content-type");
      if (type !== null && !type.toLowerCase().includes("text/event-stream")) {
        await body.cancel();
        const detail = `${label} answered with something that is not a stream of events.`;
        throw new ProblemError("upstream_invalid", detail, { upstream });
      }
      onOpen?.();
      let unreadable = 0;
      for await (const event of readEventStream(body, { maxEventBytes, stallMs, signal, onByte })) {
        const reading = readStreamEvent(event, { id, observedAt: now() });
        if (reading === "unreadable") unreadable += 1;
        else if (reading !== "ignored") yield reading.fact;
        if (unreadable > maxUnreadableFrames) {
          const detail = `${label}'s stream is nonsense: ${unreadable} events are not JSON.`;
          throw new ProblemError("upstream_invalid", detail, { upstream });
        }
      }
    },
    toCurl(id) {
      requireJobId(id);
      return toCurl(`${url}/jobs/${id}`, "Authorization: Bearer $BEDROCK_API_KEY", [
        `X-API-Version: ${apiVersion}`,
      ]);
    },
    budget: () => budget.state(),
  };
}

function requireJobId(id: string): void {
  if (isBedrockId(id)) return;
  const detail = "A Bedrock job ID is job_ followed by letters and digits.";
  throw new ProblemError("malformed_id", detail);
}
