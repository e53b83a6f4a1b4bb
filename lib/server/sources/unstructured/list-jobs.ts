import "server-only";
import { z } from "zod";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, type JobStatus } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { ListQuery, RequestOptions, SourcePage } from "../source.ts";
import type { UpstreamClient } from "../upstream-client.ts";
import { parseUpstreamJson } from "../upstream-json.ts";
import { toJobFact } from "./to-job-fact.ts";
import { wireJobSchema } from "./wire-job.ts";

const defaultLimit = 100;
/** The upstream answers everything at once, so the pages after the first are cut from what came. */
const keptMs = 60_000;

const cursorSchema = z.tuple([z.number(), z.string()]);
type Place = z.infer<typeof cursorSchema>;

/** Newest first. */
type Answer = { facts: JobFact[]; broken: number; at: number };
type Refreshed = Required<Pick<SourcePage, "facts" | "left">>;
type Reading = Answer & Partial<Refreshed>;

type Context = {
  client: UpstreamClient;
  label: string;
  now: () => number;
  isJobId: (text: string) => boolean;
};

/**
 * Lists by pages what the upstream lists at once: one request for a first page, none for the rest. For the
 * background, which asks all the time, the whole list is read once a minute and else what is in flight.
 */
export function createJobList(context: Context) {
  const kept = new Map<string, Answer>();
  let isFilterRefused = false;
  /** As the background last saw it. */
  let inFlight: ReadonlySet<string> = new Set();

  async function read(status: JobStatus | undefined, options: RequestOptions): Promise<Reading> {
    const last = kept.get(toFilter(status));
    const isOfAll = options.priority === "background" && status === undefined;
    if (isOfAll && isKept(last) && !isFilterRefused)
      return { ...last, ...(await refresh(last.facts, options)) };
    const answer = await readFiltered(status, options);
    kept.set(toFilter(status), answer);
    if (isOfAll) inFlight = new Set(answer.facts.filter(isInFlight).map(({ id }) => id));
    return answer;
  }

  /** All jobs, of which only those in flight were asked for anew. One that is in flight no more is left out. */
  async function refresh(known: readonly JobFact[], options: RequestOptions): Promise<Refreshed> {
    const answers = await Promise.all(
      (["queued", "running"] as const).map((status) => readFiltered(status, options)),
    );
    // A job that moved on between the two answers is in both, or in neither.
    const asked = new Map(answers.flatMap(({ facts }) => facts).map((fact) => [fact.id, fact]));
    const ended = known.filter(({ id, fields }) => !asked.has(id) && hasEnded(fields.status));
    const left = Array.from(inFlight).filter((id) => !asked.has(id));
    inFlight = new Set(asked.keys());
    return { facts: [...asked.values(), ...ended].toSorted(compareInList), left };
  }

  /** An upstream may write the states in small letters and refuse ours, or heed no filter at all. */
  async function readFiltered(
    status: JobStatus | undefined,
    options: RequestOptions,
  ): Promise<Answer> {
    const filter = isFilterRefused ? "" : toFilter(status);
    const answer = await readList(context, filter, options).catch((error: unknown) => {
      if (filter === "" || !isRefusal(error)) throw error;
      isFilterRefused = true;
      return readList(context, "", options);
    });
    const isWanted = ({ fields }: JobFact) => toFilter(fields.status) === toFilter(status);
    return status === undefined ? answer : { ...answer, facts: answer.facts.filter(isWanted) };
  }

  function isKept(answer: Answer | undefined): answer is Answer {
    return answer !== undefined && context.now() - answer.at < keptMs;
  }

  return async (query: ListQuery, options: RequestOptions): Promise<SourcePage> => {
    // No job here has a parent.
    if (query.parentId !== undefined) return { facts: [], next: null };
    const { limit = defaultLimit, createdAfter = -Infinity } = query;
    const place = query.cursor === undefined ? null : parseCursor(query.cursor, context.label);
    const last = kept.get(toFilter(query.status));
    const isLater = place !== null && isKept(last);
    const reading: Reading = isLater ? last : await read(query.status, options);
    const { facts, broken, left } = reading;
    const wanted = facts.filter(
      (fact) => createdOf(fact) > createdAfter && (place === null || isAfter(fact, place)),
    );
    const page = wanted.slice(0, Math.max(1, limit));
    const end = page.at(-1);
    const isLast = end === undefined || page.length === wanted.length;
    return {
      facts: page,
      // They come in no order, so that none has a place.
      broken: isLater ? [] : Array.from({ length: broken }, () => null),
      ...(left && { left }),
      next: isLast ? null : JSON.stringify([createdOf(end), end.id]),
    };
  };
}

async function readList(
  { client, label, now, isJobId }: Context,
  filter: string,
  options: RequestOptions,
): Promise<Answer> {
  const answer = await client.get(`/api/v1/jobs/${filter}`, options);
  const entries = z
    .array(z.unknown())
    .safeParse(parseUpstreamJson(answer.bytes, { label, ...answer }));
  if (!entries.success) {
    const detail = `${label} answered with something that is not a list of jobs.`;
    throw new ProblemError("upstream_invalid", detail, { upstream: answer.upstream });
  }
  const at = now();
  const facts = entries.data.flatMap((entry): JobFact[] => {
    const wire = wireJobSchema.safeParse(entry).data;
    const id = wire?.id?.toLowerCase() ?? "";
    return wire && isJobId(id)
      ? [toJobFact(wire, { id, origin: "list", observedAt: answer.askedAt })]
      : [];
  });
  const broken = entries.data.length - facts.length;
  return { at, broken, facts: facts.toSorted(compareInList) };
}

const wireStatuses: Partial<Record<JobStatus, string>> = {
  queued: "SCHEDULED",
  running: "IN_PROGRESS",
  succeeded: "COMPLETED",
  partial: "COMPLETED",
  failed: "FAILED",
  canceled: "STOPPED",
};

function toFilter(status: JobStatus | undefined): string {
  const word = status && wireStatuses[status];
  return word === undefined ? "" : `?status=${word}`;
}

function isRefusal(error: unknown): boolean {
  const status = error instanceof ProblemError ? error.upstream?.status : null;
  return status === 400 || status === 422;
}

function isInFlight({ fields: { status } }: JobFact): boolean {
  return status === "queued" || status === "running";
}

function hasEnded(status: JobStatus | undefined): boolean {
  return status !== undefined && isTerminal(status);
}

function createdOf({ fields }: JobFact): number {
  return fields.createdAt ?? 0;
}

function compareInList(a: JobFact, b: JobFact): number {
  return createdOf(b) - createdOf(a) || (a.id < b.id ? -1 : 1);
}

function isAfter(fact: JobFact, [createdAt, id]: Place): boolean {
  return createdOf(fact) < createdAt || (createdOf(fact) === createdAt && fact.id > id);
}

function parseCursor(cursor: string, label: string): Place {
  try {
    return cursorSchema.parse(JSON.parse(cursor));
  } catch (error) {
    const detail = `${label} no longer knows this page of the list. Start again from the first.`;
    throw new ProblemError("bad_request", detail, { cause: error });
  }
}
