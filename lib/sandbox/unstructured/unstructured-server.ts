import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { FaultBook } from "../fault-book.ts";
import type { Fault } from "../fault.ts";
import { toJsonText, type JsonValue } from "../json-text.ts";
import type { RequestCounter, SandboxRoute } from "../request-counts.ts";
import { Answer } from "./answer.ts";
import { statusAt, type JobPlan } from "./job-plan.ts";
import { writeOutput } from "./output-file.ts";
import {
  hasOutput,
  renderDetails,
  renderFailedFiles,
  renderFileStatus,
  renderJob,
} from "./wire.ts";
import type { UnstructuredWorld } from "./world.ts";

type Parts = {
  apiKey: string;
  now: () => number;
  world: UnstructuredWorld;
  faults: FaultBook;
  requests: RequestCounter;
  /** What `GET /jobs/{id}` answers to the byte, by ID. */
  raw: ReadonlyMap<string, string>;
};

type Call = { route: SandboxRoute; jobId: string | null };

const statuses = ["SCHEDULED", "IN_PROGRESS", "COMPLETED", "STOPPED", "FAILED"];
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const fileStatusPerMinute = 12;
const smallOutputBytes = 6_000;
/** A key that is good, for an account that is not this one's. */
const foreignJobId = "00000000-0000-4000-8000-000000000403";

/** The Unstructured Platform API over the world's jobs. */
export class UnstructuredServer {
  readonly #parts: Parts;
  readonly #fileStatusCalls = new Map<string, number[]>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  handle(request: IncomingMessage, response: ServerResponse, target: string): void {
    const url = URL.parse(target, "http://sandbox");
    const call = parseCall(request.method ?? "GET", url?.pathname ?? "/");
    if (call) this.#parts.requests.add(call.route, call.jobId);
    const answer = new Answer(response);
    const fault = call ? this.#parts.faults.take(call.route, call.jobId) : null;
    const proceed = () => {
      if (url?.pathname === "/api/v1/jobs") {
        response.writeHead(307, { Location: `${url.pathname}/${url.search}` }).end();
      } else if (!this.#isAuthorized(request)) answer.refuse(401);
      else if (!url || !call) answer.refuse(404);
      else this.#answer(call, url.searchParams, answer, fault);
    };
    if (fault?.kind === "slow") setTimeout(proceed, fault.delayMs).unref();
    else if (!fault || !answer.preempt(fault)) proceed();
  }

  #answer(call: Call, search: URLSearchParams, answer: Answer, fault: Fault | null): void {
    const now = this.#parts.now();
    if (call.jobId === null) {
      this.#list(search, answer, fault);
      return;
    }
    const plan = this.#parts.world.find(call.jobId.toLowerCase());
    const raw = call.route === "get" ? this.#parts.raw.get(call.jobId) : undefined;
    if (!uuid.test(call.jobId)) {
      const msg = "Input should be a valid UUID, invalid character";
      answer.invalid({ loc: ["path", "job_id"], msg, type: "uuid_parsing" });
    } else if (raw !== undefined) answer.jsonUnder(fault, raw);
    else if (call.jobId === foreignJobId) answer.refuse(403);
    else if (!plan) answer.refuse(404, "Job not found");
    else if (call.route === "get") send(answer, fault, renderJob(plan, now));
    else if (call.route === "details") send(answer, fault, renderDetails(plan, now));
    else if (call.route === "failed-files") send(answer, fault, renderFailedFiles(plan, now));
    else if (call.route === "file-status") this.#fileStatus(plan, answer, fault);
    else if (call.route === "cancel") this.#cancel(plan, answer);
    else this.#download(plan, search, answer, fault);
  }

  #list(search: URLSearchParams, answer: Answer, fault: Fault | null): void {
    const now = this.#parts.now();
    const status = search.get("status")?.toUpperCase();
    if (status !== undefined && !statuses.includes(status)) {
      const msg = `Input should be ${statuses.map((each) => `'${each}'`).join(", ")}`;
      answer.invalid({ loc: ["query", "status"], msg, type: "enum" });
      return;
    }
    const workflow = search.get("workflow_id");
    const jobs = this.#parts.world
      .jobs()
      .filter((plan) => status === undefined || toStatus(plan, now) === status)
      .filter((plan) => workflow === null || plan.workflow.id === workflow)
      .filter((plan) => plan.createdAt <= now);
    send(
      answer,
      fault,
      jobs.map((plan) => renderJob(plan, now)),
    );
  }

  #fileStatus(plan: JobPlan, answer: Answer, fault: Fault | null): void {
    const now = this.#parts.now();
    const calls = (this.#fileStatusCalls.get(plan.id) ?? []).filter((at) => at > now - 60_000);
    this.#fileStatusCalls.set(plan.id, [...calls, now]);
    if (calls.length >= fileStatusPerMinute) {
      answer.refuse(429, "Rate limit exceeded: 12 per 1 minute");
      return;
    }
    send(answer, fault, renderFileStatus(plan, now));
  }

  #cancel(plan: JobPlan, answer: Answer): void {
    if (!this.#parts.world.cancel(plan)) answer.refuse(409);
    else answer.value({ id: plan.id, status: "cancelled", message: "Job cancelled successfully" });
  }

  #download(plan: JobPlan, search: URLSearchParams, answer: Answer, fault: Fault | null): void {
    const fileId = search.get("file_id");
    if (fileId === null) {
      answer.invalid({ loc: ["query", "file_id"], msg: "Field required", type: "missing" });
      return;
    }
    const wanted = { fileId, nodeId: search.get("node_id") };
    if (!hasOutput(plan, wanted, this.#parts.now())) {
      answer.refuse(404, "File not found");
      return;
    }
    const pieces = writeOutput(fileId, plan.record?.outputBytes ?? smallOutputBytes);
    answer.response.writeHead(200, {
      "Content-Type": "application/json",
      "Content-Disposition": `attachment; filename="${fileId.replace(/[^\w.-]/g, "_")}"`,
    });
    if (fault?.kind === "cut") {
      answer.response.write(pieces.next().value ?? "", () => answer.response.destroy());
      return;
    }
    const body = Readable.from(pieces);
    body.pipe(answer.response);
    answer.response.on("close", () => body.destroy());
  }

  #isAuthorized({ headers }: IncomingMessage): boolean {
    const { apiKey } = this.#parts;
    return (
      headers["unstructured-api-key"] === apiKey || headers.authorization === `Bearer ${apiKey}`
    );
  }
}

function toStatus(plan: JobPlan, now: number): string {
  const status = plan.record
    ? (plan.record.status ?? "SCHEDULED").toUpperCase()
    : statusAt(plan, now);
  return status === "CANCELLED" ? "STOPPED" : status;
}

function parseCall(method: string, path: string): Call | undefined {
  if (path === "/api/v1/jobs/")
    return method === "GET" ? { route: "list", jobId: null } : undefined;
  const [, jobId, part] = /^\/api\/v1\/jobs\/([^/]+?)(?:\/([a-z-]+))?$/.exec(path) ?? [];
  if (jobId === undefined) return undefined;
  if (method === "POST") return part === "cancel" ? { route: "cancel", jobId } : undefined;
  switch (part) {
    case undefined:
      return { route: "get", jobId };
    case "details":
    case "file-status":
    case "failed-files":
    case "download":
      return { route: part, jobId };
    default:
      return undefined;
  }
}

/** null: the route is not there for this job. */
function send(answer: Answer, fault: Fault | null, value: JsonValue): void {
  if (value === null) answer.refuse(404);
  else answer.jsonUnder(fault, toJsonText(value));
}
