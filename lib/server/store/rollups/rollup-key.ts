import "server-only";
import { createHash } from "node:crypto";
import { rollupLevels, toSlotHour, fromSlotHour } from "#lib/domain/durations/rollup-level.ts";
import type { RollupLevel, SlotRun } from "#lib/domain/durations/rollup-level.ts";
import type { JobSample, Outcome } from "#lib/domain/durations/job-sample.ts";
import type { SourceName } from "#lib/domain/job.ts";

/** What the jobs of a group have in common: `s` the source, `t` the type as well, `p` the project. */
export const groupings = ["s", "st", "sp", "stp"] as const;
export type Grouping = (typeof groupings)[number];

export type RollupGroup = {
  grouping: Grouping;
  source: SourceName;
  type: string | null;
  project: string | null;
  outcome: Outcome;
  /** Of the failures that a group counts; null for a group that counts durations. */
  fingerprint: string | null;
};

/** Every group that a sample belongs to. */
export function toGroups(sample: JobSample): RollupGroup[] {
  const { source, outcome, fingerprint } = sample;
  return groupings.flatMap((grouping) => {
    const group = {
      grouping,
      source,
      type: grouping.includes("t") ? sample.type : null,
      project: grouping.includes("p") ? sample.project : null,
      outcome,
      fingerprint: null,
    };
    return fingerprint === null ? [group] : [group, { ...group, fingerprint }];
  });
}

/** One text for one group, short enough for any index. */
export function toGroupName(group: RollupGroup): string {
  const { grouping, source, type, project, outcome, fingerprint } = group;
  const parts = JSON.stringify([grouping, source, type, project, outcome, fingerprint]);
  return createHash("sha256").update(parts).digest("base64url").slice(0, 24);
}

const hourSpan = 2 ** 21;
/** A key is the group's ID, then the level, then the hour: what is read together lies together. */
export const groupSpan = rollupLevels.length * hourSpan;

export function toSlot(level: RollupLevel, at: number): number {
  return rollupLevels.indexOf(level) * hourSpan + toSlotHour(level, at);
}

/** The first slot of a run, and the one after its last. */
export function toSlotRange({ level, startAt, endAt }: SlotRun): { from: number; to: number } {
  const from = toSlot(level, startAt);
  return { from, to: from + toSlotHour("hour", endAt) - toSlotHour("hour", startAt) };
}

export function toSlotStart(key: number): number {
  return fromSlotHour((key % groupSpan) % hourSpan);
}

export const toGroupId = (key: number): number => Math.floor(key / groupSpan);
