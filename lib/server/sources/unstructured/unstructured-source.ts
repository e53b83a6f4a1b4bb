import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { createRequestBudget } from "../request-budget.ts";
import { createSingleFlight } from "../single-flight.ts";
import type { Source } from "../source.ts";
import { toCancelProblem } from "../to-cancel-problem.ts";
import { toCurl } from "../to-curl.ts";
import { createUpstreamClient } from "../upstream-client.ts";
import { createFileStatusPace } from "./file-status-pace.ts";
import { createJobList } from "./list-jobs.ts";
import { pollJob } from "./poll-job.ts";
import { readJob } from "./read-job.ts";

export type UnstructuredSettings = {
  url: string;
  apiKey: string;
  headersTimeoutMs?: number;
  now?: () => number;
};

const label = "Unstructured";
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The upstream names no limit; this is what polls and the background keep to together. */
const assumedPerMinute = 300;

export function createUnstructuredSource(settings: UnstructuredSettings): Source {
  const { url, apiKey, headersTimeoutMs, now = Date.now } = settings;
  const budget = createRequestBudget({ label, now, assumedPerMinute });
  const client = createUpstreamClient({
    label,
    url,
    headers: { "unstructured-api-key": apiKey },
    secrets: [apiKey],
    budget,
    now,
    ...(headersTimeoutMs !== undefined && { headersTimeoutMs }),
  });
  const fly = createSingleFlight<JobFact>();
  const pace = createFileStatusPace(now);
  const context = { client, label, pace, now };
  const listJobs = createJobList({ client, label, now, isJobId });

  return {
    name: "unstructured",
    label,
    capabilities: {
      stream: false,
      list: true,
      children: false,
      cancel: true,
      artifacts: true,
      vagueList: true,
    },
    idShape: "a UUID, 8-4-4-4-12 digits and letters a to f",
    isJobId,
    async getJob(text, { priority, signal }) {
      const id = toJobId(text);
      // A person does not queue behind a background read of the same job.
      return await fly(`${priority} ${id}`, signal, (own) =>
        readJob(context, id, { priority, signal: own }),
      );
    },
    listJobs,
    pollJob: async (text, cursor, options) =>
      await pollJob(context, toJobId(text), cursor, options),
    async cancelJob(text, options) {
      const id = toJobId(text);
      // What was asked for before does not tell what came of it.
      await client
        .post(`/api/v1/jobs/${id}/cancel`, options)
        .catch((error: unknown) => {
          throw toCancelProblem(error, label);
        })
        .finally(() => fly.forget(`${options.priority} ${id}`));
    },
    async openArtifact(text, { fileId, nodeId }, options) {
      const id = toJobId(text);
      const search = new URLSearchParams({
        file_id: fileId ?? "",
        ...(nodeId !== null && { node_id: nodeId }),
      });
      const path = `/api/v1/jobs/${id}/download?${search.toString()}`;
      const { body, headers } = await client
        .open(path, { ...options, accept: "*/*" })
        .catch((error: unknown) => {
          throw toFileProblem(error);
        });
      // What is unpacked on the way has another length than the header says.
      const length = headers.has("content-encoding") ? null : headers.get("content-length");
      const contentType = headers.get("content-type");
      return { body, contentType, bytes: length === null ? null : Number(length) };
    },
    toCurl(text) {
      return toCurl(
        `${url}/api/v1/jobs/${toJobId(text)}`,
        "unstructured-api-key: $UNSTRUCTURED_API_KEY",
      );
    },
    budget: () => budget.state(),
  };
}

function isJobId(text: string): boolean {
  return uuid.test(text);
}

function toJobId(text: string): string {
  if (isJobId(text)) return text.toLowerCase();
  const detail = "An Unstructured job ID is a UUID: 8-4-4-4-12 digits and letters a to f.";
  throw new ProblemError("malformed_id", detail);
}

function toFileProblem(error: unknown): unknown {
  if (!(error instanceof ProblemError) || error.code !== "not_found") return error;
  return new ProblemError(
    "file_not_found",
    `${label} has no such file of this job, or no longer.`,
    {
      ...(error.upstream && { upstream: error.upstream }),
    },
  );
}
