import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal } from "#lib/domain/job.ts";
import { isFigurId } from "#lib/domain/paste/id-shapes.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { createRequestBudget } from "../request-budget.ts";
import { createSingleFlight } from "../single-flight.ts";
import type { RequestOptions, Source } from "../source.ts";
import { toCancelProblem } from "../to-cancel-problem.ts";
import { toCurl } from "../to-curl.ts";
import { createUpstreamClient } from "../upstream-client.ts";
import { createAddressBook } from "./address-book.ts";
import { listFigurJobs } from "./list-figur-jobs.ts";
import { openPicture } from "./open-picture.ts";
import { parsePollPlace, toPollCursor, type PollPlace } from "./poll-place.ts";
import { readEvents } from "./read-events.ts";
import { readJobDocument } from "./read-job-document.ts";
import { placeArtifacts, type PlacedArtifacts } from "./to-artifacts.ts";
import { isEnd, toEventsReading, toReading } from "./to-job-fact.ts";
import { toEventStatus } from "./to-status.ts";
import type { WireEvent } from "./wire-job.ts";

/** `since` is the number of the last event read. */
type FigurRead = { fact: JobFact; since: number };

export type FigurSettings = {
  url: string;
  apiKey: string;
  headersTimeoutMs?: number;
  now?: () => number;
};

const label = "Figur";
/** The upstream names no limit; this is what polls and the background keep to together. */
const assumedPerMinute = 300;
/** The job itself is read this seldom while its record says nothing of an end. */
const pollsPerRead = 12;

export function createFigurSource(settings: FigurSettings): Source {
  const { url, apiKey, headersTimeoutMs, now = Date.now } = settings;
  const budget = createRequestBudget({ label, now, assumedPerMinute });
  const client = createUpstreamClient({
    label,
    url,
    headers: { authorization: `Bearer ${apiKey}` },
    secrets: [apiKey],
    budget,
    now,
    ...(headersTimeoutMs !== undefined && { headersTimeoutMs }),
  });
  const book = createAddressBook(now);
  const fly = createSingleFlight<FigurRead>();
  const trustedOrigins = [new URL(url).origin];

  function keepAddresses(id: string, { result, ofEvents }: PlacedArtifacts): void {
    for (const { artifact, address } of [...ofEvents.flat(), ...result])
      if (artifact.fileId !== null && address !== null) book.remember(id, artifact.fileId, address);
  }

  async function readDocument(id: string, options: RequestOptions) {
    const answer = await client.get(`/v1/jobs/${encodeURIComponent(id)}`, options);
    const { wire, document } = readJobDocument(answer, label);
    if ((wire.public_id ?? id).toUpperCase() !== id) {
      const detail = `${label} was asked for ${id} and answered with another job.`;
      throw new ProblemError("upstream_invalid", detail, { upstream: answer.upstream });
    }
    return { wire, document, askedAt: answer.askedAt };
  }

  /** The job and its whole record; the job alone where only the record cannot be had. */
  async function readWhole(id: string, options: RequestOptions): Promise<FigurRead> {
    const [job, record] = await Promise.allSettled([
      readDocument(id, options),
      readEvents({ client, label }, id, 0, options),
    ]);
    if (job.status === "rejected") throw job.reason;
    if (record.status === "rejected" && !(record.reason instanceof ProblemError))
      throw record.reason;
    const { wire, document, askedAt } = job.value;
    const told = record.status === "fulfilled" ? record.value : null;
    const context = { id, observedAt: askedAt, isWhole: true, events: told?.events ?? null };
    const { fact, placed } = toReading(wire, context);
    keepAddresses(id, placed);
    return { fact: { ...fact, document }, since: told?.since ?? 0 };
  }

  /** A person does not queue behind a background read of the same job; a page of pictures reads it once. */
  function flyWhole(id: string, { priority, signal }: RequestOptions): Promise<FigurRead> {
    return fly(`${priority} ${id}`, signal, (flight) =>
      readWhole(id, { priority, signal: flight }),
    );
  }

  /** The job beside events that are known to be news; null where its record cannot be had. */
  async function readBeside(id: string, events: WireEvent[] | null, options: RequestOptions) {
    const { wire, document, askedAt } = await readDocument(id, options);
    const context = { id, observedAt: askedAt, isWhole: false, events };
    const { fact, placed } = toReading(wire, context);
    keepAddresses(id, placed);
    return { ...fact, document };
  }

  async function pollNews(id: string, place: PollPlace, options: RequestOptions) {
    const record = await readEvents({ client, label }, id, place.since, options).catch(passOver);
    if (record === null)
      return { facts: [await readBeside(id, null, options)], cursor: toPollCursor(place) };
    const { events, since, askedAt } = record;
    const said = events.flatMap(({ event_type: type }) => toEventStatus(type ?? "") ?? []).at(-1);
    const next = { since, status: said ?? place.status, polls: place.polls + 1 };
    if (events.some(isEnd)) return await pollWhole(id, options);
    if (next.status !== place.status || next.polls >= pollsPerRead) {
      const fact = await readBeside(id, events, options);
      // An end that the record does not tell yet: all of it is read.
      if (fact.isLagging) return await pollWhole(id, options);
      return { facts: [fact], cursor: toPollCursor({ ...next, polls: 0, hasEnded: false }) };
    }
    const { fact, placed } = toEventsReading(events, { id, observedAt: askedAt });
    keepAddresses(id, placed);
    return { facts: [fact], cursor: toPollCursor({ ...next, hasEnded: false }) };
  }

  async function pollWhole(id: string, options: RequestOptions) {
    const { fact, since } = await readWhole(id, options);
    const hasEnded = fact.events.some((event) => event.status !== null && isTerminal(event.status));
    const status = fact.fields.status ?? "unknown";
    return { facts: [fact], cursor: toPollCursor({ since, status, polls: 0, hasEnded }) };
  }

  async function refreshAddress(
    id: string,
    fileId: string,
    options: RequestOptions,
  ): Promise<string> {
    const [, seq] = /^event\.(\d+)\./.exec(fileId) ?? [];
    if (seq === undefined) await flyWhole(id, options);
    else {
      const { events } = await readEvents({ client, label }, id, Number(seq) - 1, options);
      keepAddresses(id, placeArtifacts(null, events));
    }
    const address = book.find(id, fileId);
    if (address !== undefined) return address;
    throw new ProblemError("file_not_found", `${label} no longer has this picture.`);
  }

  return {
    name: "figur",
    label,
    capabilities: {
      ...{ stream: false, list: true, children: false, cancel: true, artifacts: true },
      vagueList: true,
    },
    idShape: "a ULID, 26 digits and capital letters",
    isJobId: isFigurId,
    async getJob(id, options) {
      requireJobId(id);
      const read = await flyWhole(id, options);
      return read.fact;
    },
    listJobs: (query, options) => listFigurJobs({ client, label }, query, options),
    async pollJob(id, cursor, options) {
      requireJobId(id);
      const place = parsePollPlace(cursor);
      if (place === undefined || place.hasEnded) return await pollWhole(id, options);
      return await pollNews(id, place, options);
    },
    async cancelJob(id, options) {
      requireJobId(id);
      // What was asked for before does not tell what came of it.
      await client
        .post(`/v1/jobs/${encodeURIComponent(id)}/cancel`, options)
        .catch((error: unknown) => {
          throw toCancelProblem(error, label);
        })
        .finally(() => fly.forget(`${options.priority} ${id}`));
    },
    async openArtifact(id, { fileId }, options) {
      requireJobId(id);
      if (fileId === null)
        throw new ProblemError("file_not_found", "This artifact has no picture.");
      const { priority, signal = new AbortController().signal } = options;
      const refresh = () => refreshAddress(id, fileId, { priority, signal });
      return await openPicture({
        label,
        known: book.find(id, fileId),
        refresh,
        trustedOrigins,
        signal,
      });
    },
    findArtifactEnd: book.findEnd,
    toCurl(id) {
      requireJobId(id);
      return toCurl(`${url}/v1/jobs/${id}`, "Authorization: Bearer $FIGUR_API_KEY");
    },
    budget: () => budget.state(),
  };
}

/** A record that fails by itself says nothing about its job; a request limit is that of both. */
function passOver(error: unknown): null {
  if (error instanceof ProblemError && error.code !== "upstream_rate_limited") return null;
  throw error;
}

function requireJobId(id: string): void {
  if (isFigurId(id)) return;
  const detail = "A Figur job ID is a ULID: 26 digits and capital letters.";
  throw new ProblemError("malformed_id", detail);
}
