import { z } from "zod";
import type { Fault } from "#lib/sandbox/fault.ts";
import type { JobMove, JobSpec } from "#lib/sandbox/unstructured/job-record.ts";
import { sandboxUrl } from "./addresses.ts";

export const toUnstructuredUrl = (id: string) => `/jobs/unstructured/${id}`;

const made = z.object({ id: z.string() });

async function control(action: string, body: object): Promise<unknown> {
  const address = `${sandboxUrl}/_sandbox/unstructured/${action}`;
  const response = await fetch(address, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Answers the ID of the new job. */
export async function createDocumentJob(spec: JobSpec = {}): Promise<string> {
  return made.parse(await control("create-job", spec)).id;
}

export async function moveDocumentJob(id: string, move: JobMove): Promise<void> {
  await control("advance", { id, move });
}

export async function disturbUnstructured(fault: Fault): Promise<void> {
  await control("fault", fault);
}

export async function calmUnstructured(): Promise<void> {
  await control("clear-faults", {});
}

/** A station of the pipeline: files ready, in progress, succeeded, failed. */
export function buildNode(name: string, counts: [number, number, number, number]) {
  const [ready, in_progress, success, failure] = counts;
  return { node_name: name, node_type: "partition", ready, in_progress, success, failure };
}
