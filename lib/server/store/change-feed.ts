import "server-only";
import type { JobChange } from "#lib/domain/merge/merge-job.ts";
import type { Job } from "#lib/domain/job.ts";

/** A job as it is now, and what a fact changed about it. */
export type Change = { job: Job } & JobChange;

type Listener = (change: Change) => void;
type Subscriber = { listener: Listener; onMissed: () => void };

/** Hands changes to whoever listens; one listener's failure is reported and is no concern of the others. */
export function createChangeFeed(onError: (error: unknown) => void) {
  const subscribers = new Set<Subscriber>();

  function tell(hear: (subscriber: Subscriber) => void): void {
    for (const subscriber of subscribers) {
      try {
        hear(subscriber);
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    subscribe(listener: Listener, onMissed = (): void => undefined): () => void {
      const own = { listener, onMissed };
      subscribers.add(own);
      return () => void subscribers.delete(own);
    },
    publish: (change: Change) => tell(({ listener }) => listener(change)),
    /** Jobs changed of which no change is told. */
    publishMissed: () => tell(({ onMissed }) => onMissed()),
  };
}

export function isChanged({ state, progress, newEvents, reordered }: JobChange): boolean {
  return state || progress || reordered || newEvents.length > 0;
}
