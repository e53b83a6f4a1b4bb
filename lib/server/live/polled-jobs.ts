import "server-only";

export type PolledJobs = {
  /** Counts one more job of the source until the returned function is called. */
  join(source: string): () => void;
  count(source: string): number;
};

/** How many jobs are polled at each source, who share its budget. */
export function createPolledJobs(): PolledJobs {
  const counts = new Map<string, number>();
  const count = (source: string) => counts.get(source) ?? 0;
  return {
    join(source) {
      counts.set(source, count(source) + 1);
      return () => void counts.set(source, count(source) - 1);
    },
    count,
  };
}
