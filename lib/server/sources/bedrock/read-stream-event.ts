import "server-only";
import type { EventDraft, JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal } from "#lib/domain/job.ts";
import type { StreamEvent } from "../event-stream.ts";
import { toArtifacts } from "./to-artifacts.ts";
import { toInstant } from "../to-instant.ts";
import { toJobError } from "./to-job-error.ts";
import { toStatus } from "./to-status.ts";
import { wireFrameSchema, type WireFrame } from "./wire-job.ts";

export type FrameContext = { id: string; observedAt: number };

/** `ignored`: a heartbeat, or an event nobody documented. `unreadable`: one of ours that is not JSON. */
export type StreamReading = { fact: JobFact } | "ignored" | "unreadable";

const statusEvents: ReadonlySet<string> = new Set([
  "status",
  "completed",
  "failed",
  "canceled",
  "cancelled",
]);

const roundingError = 1e-6;

/** What one event of a job's stream says. */
export function readStreamEvent(event: StreamEvent, context: FrameContext): StreamReading {
  const name = event.event?.trim().toLowerCase() ?? "";
  if (name !== "" && name !== "progress" && !statusEvents.has(name)) return "ignored";
  const frame = parseFrame(event.data);
  if (frame === undefined) return name === "" ? "ignored" : "unreadable";
  const isForThisJob = (frame.job_id ?? context.id) === context.id;
  const fact = isForThisJob ? toStreamFact(name, frame, context) : null;
  return fact === null ? "ignored" : { fact };
}

/** An event without a name is told by what it carries. */
function toStreamFact(name: string, frame: WireFrame, context: FrameContext): JobFact | null {
  if (statusEvents.has(name)) return toStatusFact(name, frame, context);
  if (name === "progress") return toProgressFact(frame, context);
  const progress = typeof frame.progress === "number" ? toProgressFact(frame, context) : null;
  return progress ?? (frame.status ? toStatusFact("status", frame, context) : null);
}

function parseFrame(data: string): WireFrame | undefined {
  try {
    return wireFrameSchema.safeParse(JSON.parse(data)).data;
  } catch {
    // The caller counts what cannot be read.
    return undefined;
  }
}

function toStatusFact(name: string, frame: WireFrame, context: FrameContext): JobFact | null {
  const named = name === "status" ? undefined : name;
  const rawStatus = frame.status ?? named;
  if (rawStatus === undefined) return null;
  const said = toStatus(rawStatus);
  // The event's name is the surer sign of an end.
  const status = named !== undefined && !isTerminal(said) ? toStatus(named) : said;
  const ended = frame.completed_at ?? frame.failed_at ?? frame.canceled_at;
  const toldAt = toInstant(frame.timestamp) ?? toInstant(ended);
  const error = toJobError(frame.error);
  return {
    ...toFact(context),
    fields: {
      status,
      rawStatus,
      ...(frame.type && { type: frame.type }),
      ...(error && { error }),
      ...(isTerminal(status) && toldAt !== null && { finishedAt: toldAt }),
    },
    events: [
      {
        ...toDraft(frame, context),
        kind: "status",
        status,
        rawStatus,
        error,
        at: toldAt ?? context.observedAt,
      },
    ],
    ...(frame.results !== undefined && { artifacts: toArtifacts(frame.results) }),
  };
}

function toProgressFact(frame: WireFrame, context: FrameContext): JobFact | null {
  const fraction = toFraction(frame.progress);
  const message = frame.message || null;
  if (fraction === null && message === null) return null;
  const at = toInstant(frame.timestamp) ?? context.observedAt;
  return {
    ...toFact(context),
    fields: { progress: { fraction, message } },
    events:
      message === null
        ? []
        : [{ ...toDraft(frame, context), kind: "progress", message, fraction, at }],
  };
}

/** Documented as 0 to 1: what is further out than sums of shares come to is in a unit that nobody told. */
function toFraction(progress: number | null | undefined): number | null {
  if (typeof progress !== "number") return null;
  const fraction = Math.min(1, Math.max(0, progress));
  return Math.abs(progress - fraction) <= roundingError ? fraction : null;
}

function toFact({ id, observedAt }: FrameContext): Omit<JobFact, "fields" | "events"> {
  return { source: "bedrock", id, origin: "stream", observedAt };
}

function toDraft(frame: WireFrame, { observedAt }: FrameContext): EventDraft {
  return {
    at: toInstant(frame.timestamp) ?? observedAt,
    kind: "status",
    status: null,
    rawStatus: null,
    message: null,
    fraction: null,
    error: null,
    artifacts: [],
    origin: "observed",
  };
}
