import type { JsonValue } from "../json-text.ts";
import { Random, mixSeed } from "../random.ts";
import { costOf, failureOf } from "./content/failures.ts";
import { kindOf } from "./content/job-kinds.ts";
import { endOf, maxLagMs, type JobEvent, type JobPlan, type Picture } from "./job-plan.ts";

/** Every event of a job, rising in `seq`, those still to come included. */
export function eventsOf(plan: JobPlan): readonly JobEvent[] {
  if (plan.script) return plan.script.events;
  const random = new Random(mixSeed(plan.seed, 3));
  const end = endOf(plan);
  const events: JobEvent[] = [];
  let seq = 0;
  const add = (event: Omit<JobEvent, "seq">) => {
    // Events that are not public have numbers too.
    seq += random.chance(0.15) ? 2 : 1;
    events.push({ seq, ...event, type: spell(event.type, plan) });
  };
  const queued = { stage: null, message: "Queued", pictures: [], extra: {} };
  add({ type: "queued", at: plan.createdAt, ...queued });
  for (const stage of stagesOf(plan)) if (stage.at < end.at) add(stage);
  const lagMs = Math.round((random.next() * 2 - 1) * maxLagMs);
  const at = Math.max(end.at + lagMs, events.at(-1)?.at ?? 0, plan.canceledAt ?? 0);
  if (plan.canceledAt !== null && end.at !== plan.finishedAt) {
    const extra = { reason: "CANCELED", canceled_by: "api" };
    add({ type: "failed", at, stage: null, message: "Canceled on request", pictures: [], extra });
  } else if (end.status === "FAILURE") {
    add({ type: "failed", at, stage: null, pictures: [], ...failureOf(random) });
  } else {
    const extra = costOf(random, plan.finishedAt - plan.startedAt);
    add({ type: "succeeded", at, stage: null, message: "Done", pictures: finalsOf(plan), extra });
  }
  return events;
}

/** Whether the record tells the end, which the job itself may do sooner or later. */
export function hasTerminalEvent(plan: JobPlan, at: number): boolean {
  return eventsOf(plan).some((event) => event.at <= at && /^(succeeded|failed)$/i.test(event.type));
}

/** The artifacts of a job that has succeeded. */
export function resultsOf(plan: JobPlan): readonly Picture[] {
  if (plan.script) return plan.script.results;
  return [...stagesOf(plan).flatMap(({ pictures }) => pictures), ...finalsOf(plan)];
}

function stagesOf(plan: JobPlan): Omit<JobEvent, "seq">[] {
  const random = new Random(mixSeed(plan.seed, 4));
  const { stages } = kindOf(plan.type);
  const reach = plan.outcome === "SUCCESS" ? 1 : random.next();
  const runMs = plan.finishedAt - plan.startedAt;
  return stages
    .slice(0, Math.max(1, Math.ceil(stages.length * reach)))
    .map(([stage, message], index) => {
      const extra: JsonValue = random.chance(0.3) ? { worker: `render-${random.int(1, 9)}` } : {};
      const at =
        plan.startedAt +
        Math.floor((runMs * (index === 0 ? 0 : index - random.next() * 0.3)) / stages.length);
      const shows = index > 0 && random.chance(0.6);
      const pictures = shows ? [toPicture(plan, "intermediate", index, message)] : [];
      return {
        type: "stage",
        at,
        stage: random.chance(0.1) ? null : stage,
        message,
        pictures,
        extra,
      };
    });
}

function finalsOf(plan: JobPlan): Picture[] {
  const { finals } = kindOf(plan.type);
  return Array.from({ length: finals }, (_, index) =>
    toPicture(plan, "final", index + 1, index === 1 ? null : `Variant ${index + 1}`),
  );
}

function toPicture(plan: JobPlan, role: string, number: number, label: string | null): Picture {
  const isFinal = role === "final";
  const size = isFinal ? { width: 384, height: 480 } : { width: 192, height: 240 };
  return {
    name: `${plan.id}/${role}-${number}.png`,
    kind: isFinal
      ? plan.type.startsWith("BACKGROUND")
        ? "catalog_image"
        : "on_model_render"
      : "preview",
    role,
    label,
    meta: { ...size, seed: mixSeed(plan.seed, number) },
  };
}

/** `event_type` comes in any letter case. */
function spell(type: string, plan: JobPlan): string {
  const style = mixSeed(plan.seed, 5) % 4;
  if (style === 0) return type.toUpperCase();
  return style === 1 ? type.charAt(0).toUpperCase() + type.slice(1) : type;
}
