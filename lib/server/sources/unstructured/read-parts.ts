import "server-only";
import type { z } from "zod";
import { isTerminal } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { RequestOptions } from "../source.ts";
import type { UpstreamClient } from "../upstream-client.ts";
import { parseUpstreamJson } from "../upstream-json.ts";
import type { FileStatusPace } from "./file-status-pace.ts";
import type { JobParts } from "./to-job-fact.ts";
import { toStatus } from "./to-status.ts";
import {
  wireDetailsSchema,
  wireFailedFilesSchema,
  wireFileStatusSchema,
  type WireDetails,
  type WireJob,
} from "./wire-job.ts";

type Context = { client: UpstreamClient; label: string; pace: FileStatusPace };

/** `value` is null when the upstream has no such part; `isWhole` is false when it could not be asked. */
export type Part<T> = { value: T | null; isWhole: boolean; askedAt: number | null };

/** What belongs to a job beside itself, no more requests than its state calls for. */
export async function readParts(
  context: Context,
  id: string,
  wire: WireJob,
  options: RequestOptions,
  known?: Part<WireDetails>,
): Promise<JobParts & { isWhole: boolean }> {
  const status = toStatus(wire.status);
  const details = known ?? (await readDetails(context, id, options));
  const mayHide = mayHaveFailed(wire, details.value);
  const failed = mayHide
    ? await readPart(context, `/api/v1/jobs/${id}/failed-files`, wireFailedFilesSchema, options)
    : nothing;
  const failedFiles = failed.value?.failed_files ?? null;
  // What neither tells of a job that ended, its files may.
  const isUntold = mayHide && details.value === null && failedFiles === null;
  const files =
    isUntold || (status === "running" && context.pace.mayAsk(id))
      ? await readFileStatus(context, id, options)
      : nothing;
  return {
    details: details.value,
    failedFiles,
    fileStatus: files.value,
    isWhole: details.isWhole && failed.isWhole && (files.isWhole || !isUntold),
  };
}

const nothing = { value: null, isWhole: true, askedAt: null } as const;

export function readDetails(
  context: Context,
  id: string,
  options: RequestOptions,
): Promise<Part<WireDetails>> {
  return readPart(context, `/api/v1/jobs/${id}/details`, wireDetailsSchema, options);
}

async function readFileStatus(context: Context, id: string, options: RequestOptions) {
  const path = `/api/v1/jobs/${id}/file-status`;
  const part = await readPart(context, path, wireFileStatusSchema, {
    ...options,
    hasOwnLimit: true,
  });
  context.pace.settle(id, part.value !== null || !part.isWhole);
  return part;
}

/** Whether to ask for failed files: of a job that ended, unless its details rule them out. */
function mayHaveFailed({ status: word }: WireJob, details: WireDetails | null): boolean {
  const status = toStatus(word);
  if (!isTerminal(status) || status === "canceled") return false;
  if (status === "failed" || details === null) return true;
  const isClean = toStatus(details.processing_status) === "succeeded";
  return !isClean || (details.node_stats ?? []).some((node) => node.failure > 0);
}

/** A part that fails never takes the job with it; it only says less. */
async function readPart<Schema extends z.ZodType>(
  { client, label }: Context,
  path: string,
  schema: Schema,
  options: RequestOptions & { hasOwnLimit?: boolean },
): Promise<Part<z.output<Schema>>> {
  try {
    const answer = await client.get(path, options);
    const { data } = schema.safeParse(parseUpstreamJson(answer.bytes, { label, ...answer }));
    return { value: data ?? null, isWhole: true, askedAt: answer.askedAt };
  } catch (error) {
    if (!(error instanceof ProblemError) || options.signal?.aborted) throw error;
    const isAbsent = error.code === "not_found" || error.code === "upstream_forbidden";
    return { value: null, isWhole: isAbsent, askedAt: null };
  }
}
