import "server-only";
import type { JobChange } from "#lib/domain/merge-job.ts";
import type { Job } from "#lib/domain/job.ts";

/** A job as it is now, and what a fact changed about it. */
export type Change = { job: Job } & JobChange;

type Listener = (change: Change) => void;

/** Hands changes to whoever listens; one listener's failure is reported and is no concern of the others. */
export function createChangeFeed(onError: (error: unknown) => void) {
  const listeners = new Set<Listener>();
  return {
    subscribe(listener: Listener): () => void {
      const own: Listener = (change) => listener(change);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    publish(change: Change): void {
      for (const listener of listeners) {
        try {
          listener(change);
        } catch (error) {
          onError(error);
        }
      }
    },
  };
}

export function isChanged({ state, progress, newEvents, reordered }: JobChange): boolean {
  return state || progress || reordered || newEvents.length > 0;
}
