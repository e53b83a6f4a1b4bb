import { type JsonValue, toJsonText } from "../json-text.ts";
import { Random, mixSeed } from "../random.ts";
import { formOf } from "./choose-form.ts";
import { payloadOf } from "./content/payloads.ts";
import { resultsOf } from "./content/results.ts";
import { type JobPlan, type StatusStep, isFinal, meaningOf } from "./job-plan.ts";
import { stepsOf } from "./job-steps.ts";
import type { WireForm } from "./wire-form.ts";
import { spellStatus, spellTime } from "./wire-words.ts";

/** In a list, a longer payload or result is left out. */
const maxListedChars = 65_536;

type Fields = { [key: string]: JsonValue | undefined };

/** The body of `GET /jobs/{id}` at an instant. */
export function renderJob(plan: JobPlan, at: number, payload?: JsonValue): string {
  const job = renderFields(plan, at, payload ?? payloadOf(plan));
  return toJsonText(formOf(plan).envelope === "data" ? { data: job } : job);
}

/** The job as an entry of `GET /jobs`. */
export function renderListed(plan: JobPlan, at: number): string {
  const fields = renderFields(plan, at, payloadOf(plan));
  const { payload, results } = fields;
  return toJsonText({ ...fields, payload: unlessLong(payload), results: unlessLong(results) });
}

/** The data of a stream event that tells a status. */
export function renderStatus(plan: JobPlan, step: StatusStep): string {
  const form = formOf(plan);
  const meaning = meaningOf(step.status);
  return toJsonText({
    job_id: plan.id,
    type: plan.type,
    status: spellStatus(step.status, form),
    timestamp: form.events === "untimed" ? undefined : spellTime(step.at, form),
    results: meaning === "COMPLETED" ? resultsOf(plan) : undefined,
    error: meaning === "FAILED" && form.error !== "nowhere" ? (step.error ?? undefined) : undefined,
  });
}

function renderFields(plan: JobPlan, at: number, payload: JsonValue): Fields {
  const form = formOf(plan);
  const past = stepsOf(plan).filter((step) => step.at <= at);
  const statuses = past.filter((step) => step.kind === "status");
  const last: StatusStep = statuses.at(-1) ?? {
    kind: "status",
    at: plan.createdAt,
    status: "PENDING",
    error: null,
  };
  const meaning = meaningOf(last.status);
  const results = meaning === "COMPLETED" ? resultsOf(plan) : undefined;
  const error = form.error === "top" || form.error === "both" ? last.error : null;
  const created = spellTime(plan.createdAt, form);
  const ended = isFinal(last.status) ? spellTime(last.at, form) : undefined;
  const common = {
    organization_id: plan.organizationId,
    project_id: plan.projectId,
    type: plan.type,
    status: spellStatus(last.status, form),
  };
  const target = plan.target && { type: spellTarget(plan.target.type, form), id: plan.target.id };
  const fields: Fields =
    form.shape === "guide"
      ? {
          job_id: plan.id,
          ...common,
          target,
          parent_id: plan.parentId,
          results,
          error: error ?? undefined,
          events: renderEvents(plan, statuses, form),
          created_at: created,
          completed_at: meaning === "COMPLETED" ? ended : undefined,
          failed_at: meaning === "FAILED" ? ended : undefined,
        }
      : {
          id: plan.id,
          ...common,
          target_type: target?.type ?? null,
          target_id: target?.id ?? null,
          parent_id: plan.parentId,
          payload,
          events: renderEvents(plan, statuses, form),
          results: results ?? null,
          error: error ?? undefined,
          created_at: created,
          updated_at: spellTime((past.at(-1) ?? last).at, form),
        };
  for (const name of form.omit) delete fields[name];
  return { ...fields, ...plan.script?.fields };
}

function renderEvents(plan: JobPlan, statuses: readonly StatusStep[], form: WireForm): JsonValue {
  if (form.events === "null") return null;
  if (form.events === "empty") return [];
  const events = statuses.map((step) => ({
    status: spellStatus(step.status, form),
    timestamp: form.events === "untimed" ? undefined : spellTime(step.at, form),
    error: form.error === "events" || form.error === "both" ? (step.error ?? undefined) : undefined,
  }));
  return form.events === "shuffled" ? shuffle(events, mixSeed(plan.seed, 11)) : events;
}

function spellTarget(type: string, form: WireForm): string {
  return form.targetCase === "lower" ? type.toLowerCase() : type;
}

function unlessLong(value: JsonValue | undefined): JsonValue | undefined {
  return value === undefined || toJsonText(value).length > maxListedChars ? undefined : value;
}

function shuffle<T>(items: readonly T[], seed: number): T[] {
  const random = new Random(seed);
  return items
    .map((item) => ({ item, rank: random.next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
