import { z } from "zod";
import type { Sandbox } from "./start-sandbox.ts";

const listedSchema = z.looseObject({ id: z.string().optional(), job_id: z.string().optional() });
const pageSchema = z.object({
  data: z.array(listedSchema),
  _meta: z.object({ next: z.string().nullable(), prev: z.string().nullable(), limit: z.number() }),
});

/** One request with the sandbox's key, for tests. */
export function callSandbox(sandbox: Sandbox, path: string, init: RequestInit = {}) {
  const headers = { Authorization: `Bearer ${sandbox.apiKey}` };
  return fetch(sandbox.url + path, { headers, ...init });
}

export async function readPage(sandbox: Sandbox, query: string) {
  const response = await callSandbox(sandbox, `/jobs?${query}`);
  const { data, _meta } = pageSchema.parse(await response.json());
  return { jobs: data, ids: data.map((job) => job.id ?? job.job_id ?? ""), ..._meta };
}

export async function readJob(sandbox: Sandbox, id: string) {
  const response = await callSandbox(sandbox, `/jobs/${id}`);
  const body = z.looseObject({ data: z.looseObject({}).optional() }).parse(await response.json());
  return body.data ?? body;
}

/** Yields the stream's frames as text until the server closes it; throws when it breaks off. */
export async function* readFrames(
  sandbox: Sandbox,
  id: string,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const init = signal ? { signal } : {};
  const response = await callSandbox(sandbox, `/jobs/${id}/stream`, init);
  if (!response.body) return;
  let rest = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const frames = (rest + chunk).split("\n\n");
    rest = frames.pop() ?? "";
    yield* frames;
  }
}

export async function collectFrames(frames: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}
