import { z } from "zod";
import { listRoutes } from "./app-routes.ts";
import type { SourceName } from "./echoing-upstream.ts";
import type { createSearch } from "./searched-places.ts";

const listenMs = 700;
const jobSchema = z.object({
  data: z.object({ artifacts: z.array(z.object({ fileId: z.string().nullable() })) }),
});
const json = { "content-type": "application/json" };

type Asked = { method?: string; body?: string; headers?: Record<string, string> };
type Surroundings = {
  url: string;
  cookie: string;
  source: SourceName;
  search: ReturnType<typeof createSearch>;
};

/** Asks for everything there is to ask for, as somebody who is signed in and as a stranger, and searches what comes. */
export function createLook({ url, cookie, source, search }: Surroundings) {
  async function look(address: string, init: Asked = {}): Promise<string> {
    const headers = { cookie, ...json, ...init.headers };
    const answer = await fetch(url + address, { redirect: "manual", ...init, headers });
    const text = await readFor(answer, listenMs);
    const where = `${init.method ?? "GET"} ${address}`;
    search.look(where, text);
    search.look(`headers of ${where}`, JSON.stringify([answer.statusText, ...answer.headers]));
    return text;
  }

  async function lookAround(id: string): Promise<void> {
    const path = `/api/jobs/${source}/${id}`;
    const read = jobSchema.safeParse(toJson(await look(`${path}?refresh=1`)));
    const files = (read.data?.data.artifacts ?? []).flatMap(({ fileId }) => fileId ?? []);
    const routes = listRoutes(id, source);
    const others = [
      `/lookup?q=${id}%20nothing`,
      `/api/lookup?q=${id}%20nothing`,
      `/watch?job=${source}:${id}`,
      `/compare?a=${source}:${id}&b=previous`,
      `/jobs?source=${source}&q=canary`,
      `/api/jobs?source=${source}&limit=200`,
      `/api/live?job=${source}:${id}&list=1`,
      `/api/live?job=${source}:${id}&poll=1`,
      `${path}/image?part=payload&at=0`,
      ...files.slice(0, 2).map((file) => `${path}/artifacts/${encodeURIComponent(file)}`),
    ];
    const reveal = { part: "payload", places: [0] };
    await Promise.all([
      ...routes.map(({ address }) => look(address)),
      ...routes.filter(({ kind }) => kind === "page").map((page) => lookAsRouter(page.address)),
      ...others.map((address) => look(address)),
      look(`/jobs/${source}/${id}`, { headers: { cookie: "" } }),
      look(path, { headers: { cookie: "" } }),
      look(`${path}/reveal`, { method: "POST", body: JSON.stringify(reveal) }),
      look("/api/lookup", { method: "POST", body: id }),
      look("/api/views", { method: "POST", body: "{}" }),
    ]);
    await look(`${path}/cancel`, { method: "POST" });
  }

  const lookAsRouter = (address: string) => look(address, { headers: { rsc: "1" } });

  return { look, lookAround };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What came until the end, or until then. */
async function readFor(answer: Response, ms: number): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return "";
  const timer = setTimeout(() => void reader.cancel(), ms);
  const chunks: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    if (done || value === undefined) break;
    chunks.push(value);
  }
  clearTimeout(timer);
  return Buffer.concat(chunks).toString();
}
