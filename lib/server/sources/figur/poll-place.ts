import "server-only";
import { jobStatuses, type JobStatus } from "#lib/domain/job.ts";

/** How far a job was followed. */
export type PollPlace = {
  /** The number of the last event that came. */
  since: number;
  /** As the job or its events told last. */
  status: JobStatus;
  /** Polls since the job itself was read. */
  polls: number;
  /** The record has told of an end that the job itself did not yet. */
  hasEnded: boolean;
};

export function toPollCursor({ since, status, polls, hasEnded }: PollPlace): string {
  return [since, status, polls, hasEnded ? "end" : ""].join(" ");
}

/** Undefined where nothing was followed yet. */
export function parsePollPlace(cursor: string | null): PollPlace | undefined {
  const [since, word, polls, end] = cursor?.split(" ") ?? [];
  const status = jobStatuses.find((each) => each === word);
  if (status === undefined) return undefined;
  return { since: Number(since), status, polls: Number(polls), hasEnded: end === "end" };
}
