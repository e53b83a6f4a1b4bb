import "server-only";
import type { SessionStore } from "../store/session-queries.ts";
import type { UserStore } from "../store/user-queries.ts";
import { totalMs, type Session } from "./session.ts";

type Seat = { session: Session; onEnd: () => void };

/**
 * Ends what stays open under a session (a live stream) when the session ends: the user disabled, the
 * password changed, signed out, too old. The change may be made by another process, so while
 * anything is open the store is asked once a second, whatever the number of seats.
 */
export type SessionWatch = {
  /** `onEnd` runs once, unless the returned function is called first. */
  add(session: Session, onEnd: () => void): () => void;
  /** Looks at once: something has just changed in this process. */
  check(): Promise<void>;
  countSeats(sessionId: string): number;
};

const checkEveryMs = 1_000;

export function createSessionWatch({
  users,
  closed,
  onError,
  now = Date.now,
}: {
  users: Pick<UserStore, "listVersions">;
  closed: Pick<SessionStore, "findClosed">;
  onError: (error: unknown) => void;
  now?: () => number;
}): SessionWatch {
  const seats = new Map<string, Set<Seat>>();
  let timer: NodeJS.Timeout | undefined;

  async function check(): Promise<void> {
    const [versions, closedIds] = await Promise.all([
      users.listVersions(),
      closed.findClosed([...seats.keys()]),
    ]);
    for (const [id, group] of seats)
      for (const seat of group) {
        const { name, version, signedInAt } = seat.session;
        const isOver =
          closedIds.has(id) || versions.get(name) !== version || now() - signedInAt >= totalMs;
        if (isOver && remove(seat)) seat.onEnd();
      }
  }

  function plan(): void {
    timer ??= setTimeout(async () => {
      await check().catch(onError);
      timer = undefined;
      if (seats.size > 0) plan();
    }, checkEveryMs).unref();
  }

  function remove(seat: Seat): boolean {
    const group = seats.get(seat.session.id);
    const wasThere = group?.delete(seat) ?? false;
    if (group?.size === 0) seats.delete(seat.session.id);
    return wasThere;
  }

  return {
    add(session, onEnd) {
      const seat = { session, onEnd };
      const group = seats.get(session.id) ?? new Set();
      seats.set(session.id, group.add(seat));
      plan();
      return () => void remove(seat);
    },
    check,
    countSeats: (sessionId) => seats.get(sessionId)?.size ?? 0,
  };
}
