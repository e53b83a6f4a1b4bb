import { createServer } from "node:http";
import { z } from "zod";
import type { EventDraft, JobFact } from "#lib/domain/job-fact.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { FaultBook } from "#lib/sandbox/fault-book.ts";
import type { Fault } from "#lib/sandbox/fault.ts";
import { HttpAnswer } from "#lib/sandbox/http-answer.ts";
import { createRequestBudget } from "./request-budget.ts";
import { createSingleFlight } from "./single-flight.ts";
import { describeSource, type SourceRig, type UpstreamFault } from "./source-contract.ts";
import type { RequestOptions, Source } from "./source.ts";
import { createUpstreamClient } from "./upstream-client.ts";
import { parseUpstreamJson } from "./upstream-json.ts";

/*
 * The recipe of ARCHITECTURE.md, tried: a source for an API that is like none of the others, in as
 * much code as it takes. It stands under the name of another, since names are what the registry knows.
 */
const label = "Tortoise";
const wireJobSchema = z.object({ nr: z.string(), zustand: z.string(), seit: z.number() });
const statuses = { wartet: "queued", läuft: "running", fertig: "succeeded" } as const;
const isStatus = (word: string): word is keyof typeof statuses => Object.hasOwn(statuses, word);
const isJobId = (text: string) => /^tt-\d{6}$/.test(text);

type TortoiseSettings = { url: string; apiKey: string };

function createTortoiseSource({ url, apiKey }: TortoiseSettings): Source {
  const budget = createRequestBudget({ label });
  const headers = { "x-tortoise": apiKey };
  const secrets = [apiKey];
  const client = createUpstreamClient({
    label,
    url,
    headers,
    secrets,
    budget,
    headersTimeoutMs: 1_200,
  });
  const fly = createSingleFlight<JobFact>();

  async function read<T>(path: string, schema: z.ZodType<T>, options: RequestOptions) {
    const answer = await client.get(path, options);
    const { data } = schema.safeParse(parseUpstreamJson(answer.bytes, { label, ...answer }));
    if (data !== undefined) return { data, bytes: answer.bytes };
    throw new ProblemError("upstream_invalid", `${label} talks nonsense.`, answer);
  }

  async function readJob(id: string, options: RequestOptions): Promise<JobFact> {
    const { data, bytes } = await read(`/dinge/${id}`, wireJobSchema, options);
    return { ...toFact(data, "read"), document: { bytes, payload: null, results: null } };
  }

  return {
    name: "figur",
    label,
    capabilities: { stream: false, list: true, children: false, cancel: false, artifacts: false },
    idShape: "tt- and six digits",
    isJobId,
    async getJob(id, { priority, signal }) {
      requireJobId(id);
      return await fly(id, signal, (own) => readJob(id, { priority, signal: own }));
    },
    async listJobs({ limit = 50, cursor = "0", createdAfter = 0 }, options) {
      if (!/^\d+$/.test(cursor)) throw new ProblemError("bad_request", "There is no such page.");
      const path = `/dinge?ab=${cursor}&zahl=${limit}`;
      const { data } = await read(path, z.array(wireJobSchema), options);
      const facts = data.filter(({ seit }) => seit > createdAfter);
      const isLast = facts.length < limit;
      return {
        facts: facts.map((wire) => toFact(wire, "list")),
        next: isLast ? null : String(Number(cursor) + limit),
      };
    },
    toCurl(id) {
      requireJobId(id);
      return `curl -H "x-tortoise: $TORTOISE_API_KEY" '${url}/dinge/${id}'`;
    },
    budget: () => budget.state(),
  };
}

function requireJobId(id: string): void {
  if (!isJobId(id)) throw new ProblemError("malformed_id", "Six digits follow tt-.");
}

function toFact(wire: z.infer<typeof wireJobSchema>, origin: "read" | "list"): JobFact {
  const { nr: id, zustand: rawStatus, seit: createdAt } = wire;
  const status = isStatus(rawStatus) ? statuses[rawStatus] : "unknown";
  const queued: EventDraft = {
    ...{ at: createdAt, kind: "status", status: "queued", rawStatus: "wartet", message: null },
    ...{ fraction: null, error: null, artifacts: [], origin: "upstream" },
  };
  return {
    ...{ source: "figur", id, origin, observedAt: Date.now(), events: [queued] },
    fields: { type: "ding", status, rawStatus, createdAt },
  };
}

class TortoiseAnswer extends HttpAnswer {
  refuse(status: number): void {
    this.json(JSON.stringify({ message: "nein" }), status);
  }

  rateLimited(retryAfter: number | null): void {
    this.response.setHeader("Retry-After", String(retryAfter ?? 60));
    this.refuse(429);
  }
}

const faults: Record<UpstreamFault, Fault> = {
  refuse: { kind: "refuse" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
  garbage: { kind: "garbage" },
  html: { kind: "html", status: 500 },
  unauthorized: { kind: "status", status: 401 },
  forbidden: { kind: "status", status: 403 },
  "rate limit": { kind: "status", status: 429 },
  failure: { kind: "status", status: 500 },
};

async function setup(): Promise<SourceRig> {
  const apiKey = "tortoise-0c51e7d4";
  const jobs: z.infer<typeof wireJobSchema>[] = [];
  const book = new FaultBook();
  const server = createServer((request, response) => {
    const answer = new TortoiseAnswer(response);
    const fault = book.take("get", null);
    if (fault && answer.preempt(fault)) return;
    if (request.headers["x-tortoise"] !== apiKey) return answer.refuse(401);
    const { pathname = "", searchParams } = URL.parse(request.url ?? "", "http://tortoise") ?? {};
    const from = Number(searchParams?.get("ab") ?? 0);
    const page = jobs.toReversed().slice(from, from + Number(searchParams?.get("zahl")));
    const body = pathname === "/dinge" ? page : jobs.find(({ nr }) => pathname === `/dinge/${nr}`);
    if (body) answer.jsonUnder(fault, JSON.stringify(body));
    else answer.refuse(404);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const move = (id: string, zustand: string) => {
    const job = jobs.find(({ nr }) => nr === id);
    if (job) job.zustand = zustand;
  };
  return {
    source: createTortoiseSource({ url, apiKey }),
    sourceWithWrongKey: createTortoiseSource({ url, apiKey: `${apiKey}x` }),
    sourceOfNobody: createTortoiseSource({ url: "http://127.0.0.1:1", apiKey }),
    apiKey,
    unknownId: "tt-999999",
    recordedStatuses: ["queued"],
    createJob() {
      const nr = `tt-${String(100_000 + jobs.length)}`;
      jobs.push({ nr, zustand: "wartet", seit: Date.now() });
      return nr;
    },
    start: (id) => move(id, "läuft"),
    finish: (id) => move(id, "fertig"),
    fault: (fault) => book.add(faults[fault]),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describeSource("Tortoise, a fourth", setup);
