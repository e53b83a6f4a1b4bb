import { Random } from "../random.ts";
import type { FigurWorld } from "./figur-world.ts";
import type { JobPlan, JobScript, Picture } from "./job-plan.ts";
import {
  type FigurMove,
  type FigurSpec,
  type ParsedMove,
  type PictureSpec,
  jobMoveSchema,
  jobSpecSchema,
} from "./job-spec.ts";
import { toUlid } from "./ulid.ts";

export type RawRoute = "get" | "events" | "list";

/** Jobs made and moved by hand. */
export class ScriptedJobs {
  readonly #world: FigurWorld;
  readonly #now: () => number;
  readonly #random = new Random(4);
  readonly #scripts = new Map<string, JobScript>();
  readonly #raw = new Map<string, string>();

  constructor(world: FigurWorld, now: () => number) {
    this.#world = world;
    this.#now = now;
  }

  create(input: FigurSpec): string {
    const spec = jobSpecSchema.parse(input);
    const createdAt = spec.createdAt ?? this.#now();
    const id = spec.id ?? toUlid(createdAt, this.#random);
    if (this.#world.find(id)) throw new Error(`There is a job ${id} already.`);
    const { request, fields, status } = spec;
    const statuses = [{ at: createdAt, status }];
    const script: JobScript = { statuses, events: [], results: [], request, fields };
    this.#scripts.set(id, script);
    const times = { startedAt: createdAt, finishedAt: Infinity, canceledAt: null };
    const plan: JobPlan = {
      id,
      type: spec.type,
      createdAt,
      ...times,
      outcome: "SUCCESS",
      seed: 0,
      script,
    };
    this.#world.add(plan);
    script.results = spec.results.map((picture, index) =>
      toPicture(id, `result-${index}`, picture),
    );
    for (const event of spec.events) move(id, script, { at: createdAt, ...event }, this.#now());
    return id;
  }

  advance(id: string, input: FigurMove): void {
    const script = this.#scripts.get(id);
    if (!script) throw new Error(`There is no job ${id} made by hand.`);
    move(id, script, jobMoveSchema.parse(input), this.#now());
  }

  /** Also for an id that no job has; the list's is "". */
  putRaw(route: RawRoute, id: string, bodyText: string): void {
    this.#raw.set(`${route} ${id}`, bodyText);
  }

  raw(route: RawRoute, id: string): string | undefined {
    return this.#raw.get(`${route} ${id}`);
  }
}

function move(id: string, script: JobScript, step: ParsedMove, now: number): void {
  const at = step.at ?? now;
  if ("status" in step) {
    script.statuses.push({ at, status: step.status });
    if (step.results)
      script.results = step.results.map((each, index) => toPicture(id, `result-${index}`, each));
    return;
  }
  const { event: type, stage, message, extra } = step;
  const seq = step.seq ?? (script.events.at(-1)?.seq ?? 0) + 1;
  const pictures = step.pictures.map((each, index) => toPicture(id, `event-${seq}-${index}`, each));
  const event = { seq, type, stage, message, extra, at, pictures };
  script.events.push(event);
  script.events.sort((a, b) => a.seq - b.seq);
}

/** A picture of one label is one file, wherever it is told. */
function toPicture(id: string, place: string, { meta, ...said }: PictureSpec): Picture {
  const file = said.label?.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") ?? place;
  return { name: `${id}/${file}.png`, ...said, meta: { width: 384, height: 480, ...meta } };
}
