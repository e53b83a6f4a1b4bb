import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { JobMove, JobSpec } from "#lib/sandbox/bedrock/job-spec.ts";
import type {
  JobMove as DocumentJobMove,
  JobSpec as DocumentJobSpec,
} from "#lib/sandbox/unstructured/job-record.ts";

const created = z.object({ id: z.string() });
const counted = z.object({ count: z.number() });
const requestCounts = z.object({ total: z.number() });

/** The sandbox inside Gantry's process, over its control routes. */
export function createSandboxControl(url: string) {
  async function send(action: string, body: object): Promise<unknown> {
    const response = await fetch(`${url}/_sandbox/${action}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
    return response.json();
  }
  return {
    createJob: async (spec: JobSpec) => created.parse(await send("create-job", spec)).id,
    advance: async (id: string, move: JobMove) => {
      await send("advance", { id, move });
    },
    countRequests: async (jobId?: string) =>
      requestCounts.parse(await send("requests", { ...(jobId && { jobId }) })).total,
    createDocumentJob: async (spec: DocumentJobSpec) =>
      created.parse(await send("unstructured/create-job", spec)).id,
    moveDocumentJob: async (id: string, move: DocumentJobMove) => {
      await send("unstructured/advance", { id, move });
    },
    countDocumentRequests: async (jobId: string) =>
      requestCounts.parse(await send("unstructured/requests", { jobId })).total,
    countStreams: async (jobId: string) =>
      counted.parse(await send("open-streams", { jobId })).count,
  };
}
export type SandboxControl = ReturnType<typeof createSandboxControl>;

/** A job as most are: a dozen events, some kilobytes of payload and results. */
export async function createFinishedJob(sandbox: SandboxControl): Promise<string> {
  const id = await createRunningJob(sandbox);
  for (const step of Array.from({ length: 8 }).keys())
    await sandbox.advance(id, { progress: (step + 1) / 8, message: `Comparing sheet ${step + 1}` });
  const sheets = Array.from({ length: 40 }, (_, index) => ({
    sheet: `A-${100 + index}`,
    changes: index * 3,
    confidence: 0.9,
    file: `file_01JABCD${1000 + index}`,
  }));
  await sandbox.advance(id, { status: "COMPLETED", results: { sheets } });
  await sleep(20);
  return id;
}

export async function createRunningJob(sandbox: SandboxControl): Promise<string> {
  const blocks = Array.from({ length: 60 }, (_, index) => ({
    old_id: `blk_01JABCD${1000 + index}`,
    new_id: `blk_01JABCE${1000 + index}`,
    rotation: 0,
  }));
  const id = await sandbox.createJob({ payload: { type: "Block", blocks } });
  await sandbox.advance(id, { status: "RUNNING" });
  return id;
}
