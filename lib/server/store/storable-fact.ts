import "server-only";
import { mapTexts } from "../map-texts.ts";
import type { EventDraft, JobFact } from "#lib/domain/job-fact.ts";

/**
 * The fact in the texts and numbers that every database keeps as they are: no U+0000 and no half of a
 * surrogate pair, instants in whole milliseconds.
 */
export function toStorable(fact: JobFact): JobFact {
  const { fields, artifacts } = fact;
  return {
    ...fact,
    id: toCleanText(fact.id),
    observedAt: Math.trunc(fact.observedAt),
    fields: {
      ...mapTexts(fields, toCleanText),
      ...(fields.createdAt !== undefined && { createdAt: toWhole(fields.createdAt) }),
      ...(fields.startedAt !== undefined && { startedAt: toWhole(fields.startedAt) }),
      ...(fields.finishedAt !== undefined && { finishedAt: toWhole(fields.finishedAt) }),
      ...(fields.updatedAt !== undefined && { updatedAt: toWhole(fields.updatedAt) }),
    },
    events: fact.events.map((event): EventDraft => ({
      ...mapTexts(event, toCleanText),
      at: toWhole(event.at),
    })),
    ...(artifacts && { artifacts: mapTexts(artifacts, toCleanText) }),
  };
}

function toWhole(instant: number | null): number | null {
  return Number.isFinite(instant) ? Math.trunc(instant ?? 0) : null;
}

function toCleanText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\u{fffd}");
}
