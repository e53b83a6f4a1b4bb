import { gantryUrl } from "./addresses.ts";
import { toJobUrl } from "./job-page.ts";
import { createJob } from "./sandbox.ts";

/** Two jobs that the store knows, in the order of a list, and what no other job's ID begins with. */
export async function createKnownPair(): Promise<{ prefix: string; ids: string[] }> {
  const prefix = `job_01BEGUN${Date.now().toString(36).toUpperCase()}`;
  const ids = [`${prefix}B`, `${prefix}A`];
  for (const id of ids) {
    await createJob({ id });
    await fetch(`${gantryUrl}/api${toJobUrl(id)}`);
  }
  return { prefix, ids };
}
