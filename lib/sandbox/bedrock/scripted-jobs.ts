import { type JsonValue, RawJson } from "../json-text.ts";
import { Random } from "../random.ts";
import type { BedrockWorld } from "./bedrock-world.ts";
import { organizationId, projects } from "./content/projects.ts";
import { hugePayload } from "./content/huge-payload.ts";
import { type JobScript, meaningOf } from "./job-plan.ts";
import { type JobMove, type JobSpec, jobMoveSchema, jobSpecSchema } from "./job-spec.ts";

type ParsedSpec = ReturnType<typeof jobSpecSchema.parse>;
type ParsedMove = ReturnType<typeof jobMoveSchema.parse>;

/** Jobs made and moved by hand. */
export class ScriptedJobs {
  readonly #world: BedrockWorld;
  readonly #now: () => number;
  readonly #random = new Random(2);
  readonly #scripts = new Map<string, JobScript>();
  readonly #raw = new Map<string, string>();

  constructor(world: BedrockWorld, now: () => number) {
    this.#world = world;
    this.#now = now;
  }

  create(input: JobSpec): string {
    const spec = jobSpecSchema.parse(input);
    const createdAt = spec.createdAt ?? this.#now();
    const id = spec.id ?? this.#random.timedId("job", createdAt);
    if (this.#world.find(id)) throw new Error(`There is a job ${id} already.`);
    const script: JobScript = {
      steps: [],
      form: spec.form,
      payload: payloadOf(spec),
      results: undefined,
      fields: spec.fields,
    };
    this.#scripts.set(id, script);
    this.#world.add({
      id,
      type: spec.type,
      organizationId: spec.organizationId ?? organizationId,
      projectId: spec.projectId === undefined ? projects[0].id : spec.projectId,
      target:
        spec.target === undefined ? { type: "Block", id: this.#random.id("blk") } : spec.target,
      parentId: spec.parentId,
      createdAt,
      startedAt: null,
      finishedAt: Infinity,
      outcome: "PENDING",
      seed: 0,
      parts: 0,
      failedParts: 0,
      script,
    });
    for (const status of pathTo(spec.status)) {
      const last = status === spec.status;
      move(
        script,
        { status, error: last ? spec.error : undefined, results: spec.results },
        createdAt,
      );
    }
    return id;
  }

  advance(id: string, input: JobMove): void {
    const script = this.#scripts.get(id);
    if (!script) throw new Error(`There is no job ${id} made by hand.`);
    move(script, jobMoveSchema.parse(input), this.#now());
  }

  /** Also for an id that no job has. */
  putRaw(id: string, bodyText: string): void {
    this.#raw.set(id, bodyText);
  }

  raw(id: string): string | undefined {
    return this.#raw.get(id);
  }
}

function move(script: JobScript, step: ParsedMove, now: number): void {
  const at = step.at ?? now;
  if ("status" in step) {
    if (step.results !== undefined) script.results = step.results;
    script.steps.push({ kind: "status", at, status: step.status, error: step.error ?? null });
  } else {
    const { progress = null, message = null } = step;
    script.steps.push({ kind: "progress", at, progress, message });
  }
}

/** The statuses a job passes on its way to this one. */
function pathTo(status: string): string[] {
  const meaning = meaningOf(status);
  if (meaning === "PENDING") return [status];
  return meaning === "COMPLETED" || meaning === "FAILED"
    ? ["PENDING", "RUNNING", status]
    : ["PENDING", status];
}

function payloadOf({ payload, payloadText, payloadBytes }: ParsedSpec): JsonValue {
  if (payloadBytes !== undefined) return hugePayload(payloadBytes);
  if (payloadText !== undefined) return new RawJson(payloadText);
  return payload ?? { type: "Block", old_id: "blk_01JABCD100", new_id: "blk_01JABCD200" };
}
