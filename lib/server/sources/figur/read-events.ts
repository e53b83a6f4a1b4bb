import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import type { RequestOptions } from "../source.ts";
import type { UpstreamClient } from "../upstream-client.ts";
import { parseUpstreamJson } from "../upstream-json.ts";
import { wireEventsSchema, type WireEvent } from "./wire-job.ts";

type Context = { client: UpstreamClient; label: string };

/** Answers that one call puts together; a record longer than these is read on by the next poll. */
const maxAnswers = 50;

/**
 * The events after `since`, ascending, and the number to go on from. An answer may hold less than there
 * is, so the place to go on from is what came, never what the upstream says is the latest.
 */
export async function readEvents(
  { client, label }: Context,
  id: string,
  since: number,
  options: RequestOptions,
): Promise<{ events: WireEvent[]; since: number; askedAt: number }> {
  const events: WireEvent[] = [];
  let place = since;
  let askedAt = 0;
  for (let answers = 0; answers < maxAnswers; answers += 1) {
    const path = `/v1/jobs/${encodeURIComponent(id)}/events?since=${place}`;
    const answer = await client.get(path, options);
    askedAt = answer.askedAt;
    const told = wireEventsSchema.safeParse(parseUpstreamJson(answer.bytes, { label, ...answer }));
    if (!told.success) {
      const detail = `${label} answered with something that is not a record of events.`;
      throw new ProblemError("upstream_invalid", detail, { upstream: answer.upstream });
    }
    const before = place;
    const news = told.data.events.filter(({ seq }) => seq === undefined || seq > before);
    events.push(...news);
    place = news.reduce((latest, { seq }) => Math.max(latest, seq ?? latest), place);
    if (place === before || place >= (told.data.latest_seq ?? place)) break;
  }
  return { events, since: place, askedAt };
}
