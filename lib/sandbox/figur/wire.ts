import { type JsonValue, toJsonText } from "../json-text.ts";
import { requestOf } from "./content/requests.ts";
import { eventsOf, resultsOf } from "./job-events.ts";
import { type JobEvent, type JobPlan, type Picture, statusAt } from "./job-plan.ts";

/** Gives a file an address for a while. */
type Sign = (name: string) => string;

/** The body of `GET /v1/jobs/{public_id}` at an instant. */
export function renderJob(plan: JobPlan, at: number, sign: Sign): string {
  const status = statusAt(plan, at);
  const latest = eventsOf(plan).findLast((event) => event.at <= at);
  return toJsonText({
    ...toListed(plan, at),
    request: requestOf(plan),
    result: status === "SUCCESS" ? resultsOf(plan).map((each) => toArtifact(each, sign)) : [],
    latest_event: latest ? toEvent(latest, sign) : null,
    ...plan.script?.fields,
  });
}

export function renderList(
  plans: readonly JobPlan[],
  at: number,
  page: { limit: number; offset: number },
): string {
  const jobs = plans.map((plan) => ({ ...toListed(plan, at), ...plan.script?.fields }));
  return toJsonText({ jobs, ...page, count: jobs.length });
}

/** An answer may hold less than there is, though it tells the latest number. */
const maxEventsPerAnswer = 100;

/** The events after `since`, which is exclusive. */
export function renderEvents(plan: JobPlan, since: number, at: number, sign: Sign): string {
  const past = eventsOf(plan).filter((event) => event.at <= at);
  return toJsonText({
    public_id: plan.id,
    events: past
      .filter(({ seq }) => seq > since)
      .slice(0, maxEventsPerAnswer)
      .map((event) => toEvent(event, sign)),
    latest_seq: past.at(-1)?.seq ?? 0,
  });
}

function toListed(plan: JobPlan, at: number): { [key: string]: JsonValue } {
  return {
    public_id: plan.id,
    job_type: plan.type,
    status: statusAt(plan, at),
    created_at: new Date(plan.createdAt).toISOString(),
  };
}

function toEvent(
  { seq, type, stage, message, pictures, extra, at }: JobEvent,
  sign: Sign,
): JsonValue {
  return {
    seq,
    event_type: type,
    visibility: "public",
    stage,
    message,
    artifacts: pictures.map((picture) => toArtifact(picture, sign)),
    extra,
    created_at: new Date(at).toISOString(),
  };
}

function toArtifact({ name, kind, role, label, meta }: Picture, sign: Sign): JsonValue {
  return { image_url: sign(name), kind, role, label, meta };
}
