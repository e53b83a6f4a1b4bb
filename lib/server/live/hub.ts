import "server-only";
import { toJobKey, type JobRef } from "#lib/domain/job.ts";
import { heartbeatMs, type FailingSource, type LiveFrame } from "#lib/domain/live-frame.ts";
import { createFrameEncoder } from "./frame-log.ts";
import { createListFeed } from "./list-feed.ts";
import { createOpening, type Opening } from "./opening.ts";
import { createPolledJobs } from "./polled-jobs.ts";
import { startJobWatch, type JobWatch, type Receiver, type WatchContext } from "./job-watch.ts";

/** A watch outlives its last viewer by this much, so that a reload costs no new upstream stream. */
const defaultLingerMs = 5_000;

export type Viewer = Receiver & {
  refs: JobRef[];
  list: boolean;
  lastEventId: string | null;
  /** Everything watched has ended and no list is asked for, or the hub closes. */
  done(): void;
};

type Seat = { viewer: Viewer; pending: Set<string> };

export type HubOptions = Omit<WatchContext, "encoder" | "polled" | "now" | "random"> & {
  /** Of Gantry itself, told to every viewer: a tab of another version knows that it is old. */
  version?: string | null;
  listFailing?: () => FailingSource[];
  now?: () => number;
  random?: () => number;
  lingerMs?: number;
  clockMs?: number;
};

/** One upstream watch per job, any number of viewers. */
export function createHub({
  version = null,
  listFailing = () => [],
  now = Date.now,
  random = Math.random,
  lingerMs = defaultLingerMs,
  clockMs = heartbeatMs,
  ...rest
}: HubOptions) {
  const encoder = createFrameEncoder();
  const context = { ...rest, encoder, polled: createPolledJobs(), now, random };
  const watches = new Map<string, JobWatch>();
  const lingering = new Map<string, NodeJS.Timeout>();
  const seats = new Set<Seat>();
  let clockTimer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const lists = createListFeed({
    encoder,
    now,
    publish: (sent) => {
      for (const { viewer } of seats) if (viewer.list) viewer.send(sent);
    },
  });
  const unsubscribe = context.store.subscribe((change) => {
    watches.get(toJobKey(change.job))?.publishChange(change);
    lists.gather(change);
  }, lists.miss);

  function countListViewers(): number {
    let count = 0;
    for (const { viewer } of seats) if (viewer.list) count += 1;
    return count;
  }

  function join(seat: Seat, ref: JobRef, opening: Opening): void {
    const key = toJobKey(ref);
    clearTimeout(lingering.get(key));
    lingering.delete(key);
    const known = watches.get(key);
    const watch = known ?? startJobWatch(ref, context, () => endWatch(key));
    watches.set(key, watch);
    known?.catchUp(opening);
    watch.receivers.add(seat.viewer);
  }

  function endWatch(key: string): void {
    watches.delete(key);
    for (const seat of seats) {
      seat.pending.delete(key);
      finishIfDone(seat);
    }
  }

  function finishIfDone(seat: Seat): void {
    if (seat.pending.size > 0 || seat.viewer.list) return;
    leave(seat);
    seat.viewer.done();
  }

  function leave(seat: Seat): void {
    if (!seats.delete(seat)) return;
    if (seats.size === 0) clearInterval(clockTimer);
    for (const key of seat.pending) {
      const watch = watches.get(key);
      watch?.receivers.delete(seat.viewer);
      if (watch?.receivers.size === 0)
        lingering.set(key, setTimeout(() => dismiss(key, watch), lingerMs).unref());
    }
  }

  function dismiss(key: string, watch: JobWatch): void {
    lingering.delete(key);
    watches.delete(key);
    watch.stop();
  }

  function buildClock(): LiveFrame {
    const failing = listFailing();
    return {
      event: "clock",
      data: {
        now: now(),
        ...(version !== null && { version }),
        ...(failing.length > 0 && { failing }),
      },
    };
  }

  function sendClocks(): void {
    const sent = encoder.encode(buildClock());
    for (const { viewer } of seats) viewer.send(sent);
  }

  return {
    /** Seats a viewer; the returned function takes it away, and may be called more than once. */
    open(viewer: Viewer): () => void {
      if (isClosed) {
        viewer.done();
        return () => undefined;
      }
      const opening = createOpening(encoder, viewer.lastEventId);
      const seat: Seat = { viewer, pending: new Set(viewer.refs.map(toJobKey)) };
      if (seats.size === 0) clockTimer = setInterval(sendClocks, clockMs).unref();
      seats.add(seat);
      opening.tell(buildClock());
      if (viewer.list && viewer.lastEventId === null) lists.begin(opening);
      else if (viewer.list) lists.resume(opening);
      for (const ref of viewer.refs) join(seat, ref, opening);
      opening.send(viewer);
      finishIfDone(seat);
      return () => leave(seat);
    },
    stats: () => ({
      watches: watches.size,
      viewers: seats.size,
      listViewers: countListViewers(),
    }),
    close(): void {
      isClosed = true;
      unsubscribe();
      lists.close();
      clearInterval(clockTimer);
      for (const seat of seats) {
        leave(seat);
        seat.viewer.done();
      }
      for (const timer of lingering.values()) clearTimeout(timer);
      for (const [key, watch] of watches) dismiss(key, watch);
    },
  };
}
export type Hub = ReturnType<typeof createHub>;
