import { sandboxUrl } from "./addresses.ts";

/** The sandbox's control channel, from another process. */
async function control(action: string, body: object): Promise<unknown> {
  const response = await fetch(`${sandboxUrl}/_sandbox/${action}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`sandbox ${action}: ${response.status} ${await response.text()}`);
  return response.json();
}

export async function createJob(spec: object): Promise<string> {
  const { id } = (await control("create-job", spec)) as { id: string };
  return id;
}
export const advance = (id: string, move: object) => control("advance", { id, move });
export const putRaw = (id: string, bodyText: string) => control("put-raw", { id, bodyText });
export const fault = (spec: object) => control("fault", spec);
export const clearFaults = () => control("clear-faults", {});
export const disturbStreams = (how: string, jobId: string) =>
  control("disturb-streams", { how, jobId });
export const requests = (jobId: string) =>
  control("requests", { jobId }) as Promise<Record<string, number>>;
export async function openStreams(jobId: string): Promise<number> {
  const { count } = (await control("open-streams", { jobId })) as { count: number };
  return count;
}
