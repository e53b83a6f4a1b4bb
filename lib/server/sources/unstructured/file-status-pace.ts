import "server-only";

/** The upstream takes twelve calls a minute for one job; ten leave room for others. */
const gapMs = 6_000;
const maxJobs = 2_000;

export type FileStatusPace = {
  /** Whether the job's files may be asked for now; counts as asked when so. */
  mayAsk(id: string): boolean;
  /** `isThere` is false when the upstream does not know this job's files: it is not asked again. */
  settle(id: string, isThere: boolean): void;
};

export function createFileStatusPace(now: () => number): FileStatusPace {
  const nextAt = new Map<string, number>();
  const set = (id: string, at: number) => {
    nextAt.delete(id);
    nextAt.set(id, at);
    for (const oldest of nextAt.keys()) {
      if (nextAt.size <= maxJobs) break;
      nextAt.delete(oldest);
    }
  };
  return {
    mayAsk(id) {
      if (now() < (nextAt.get(id) ?? 0)) return false;
      set(id, now() + gapMs);
      return true;
    },
    settle(id, isThere) {
      if (!isThere) set(id, Infinity);
    },
  };
}
