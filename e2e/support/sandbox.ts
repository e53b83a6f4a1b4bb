import { z } from "zod";
import type { JobMove, JobSpec } from "#lib/sandbox/bedrock/job-spec.ts";
import type { Fault } from "#lib/sandbox/fault.ts";
import { sandboxUrl } from "./addresses.ts";

const madeSchema = z.object({ id: z.string() });
const countSchema = z.object({ count: z.number() });
const requestsSchema = z.object({
  get: z.number(),
  list: z.number(),
  stream: z.number(),
  total: z.number(),
});

/** The sandbox's control channel, from another process. */
export async function control(action: string, body: object): Promise<unknown> {
  const response = await fetch(`${sandboxUrl}/_sandbox/${action}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`sandbox ${action}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Answers the ID of the new job. */
export async function createJob(spec: JobSpec = {}): Promise<string> {
  return madeSchema.parse(await control("create-job", spec)).id;
}

export async function advance(id: string, move: JobMove): Promise<void> {
  await control("advance", { id, move });
}

export async function putRaw(id: string, bodyText: string): Promise<void> {
  await control("put-raw", { id, bodyText });
}

export async function fault(spec: Fault): Promise<void> {
  await control("fault", spec);
}

export async function clearFaults(): Promise<void> {
  await control("clear-faults", {});
}

/** Answers how many open streams it met, of the job or of all. */
export async function disturbStreams(
  how: "cut" | "stall" | "garbage" | "end",
  jobId?: string,
): Promise<number> {
  return countSchema.parse(await control("disturb-streams", { how, jobId })).count;
}

/** How often Gantry asked for the job since the start. */
export async function countRequests(jobId: string): Promise<number> {
  return requestsSchema.parse(await control("requests", { jobId })).total;
}

export async function countOpenStreams(jobId?: string): Promise<number> {
  return countSchema.parse(await control("open-streams", { jobId })).count;
}
