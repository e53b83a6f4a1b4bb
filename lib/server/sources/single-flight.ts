import "server-only";
import { toAbortProblem } from "./abort-problem.ts";

type Fly<T> = (
  key: string,
  signal: AbortSignal | undefined,
  start: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

export type SingleFlight<T> = Fly<T> & {
  /** Whoever asks from now on waits for work that begins now; those who wait already still get their answer. */
  forget(key: string): void;
};

/**
 * Runs one piece of work for all who ask for the same key at the same time. A caller who gives up
 * leaves the others their answer; when the last has left, the work is aborted.
 */
export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<
    string,
    { controller: AbortController; riders: number; done: Promise<T> }
  >();

  function takeOff(key: string, start: (signal: AbortSignal) => Promise<T>) {
    const controller = new AbortController();
    const flight = { controller, riders: 0, done: start(controller.signal) };
    flights.set(key, flight);
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.done.then(land, land);
    return flight;
  }

  const fly: Fly<T> = (key, signal, start) => {
    if (signal?.aborted) return Promise.reject(toAbortProblem(signal));
    const flight = flights.get(key) ?? takeOff(key, start);
    flight.riders += 1;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        flight.riders -= 1;
        if (flight.riders === 0) {
          if (flights.get(key) === flight) flights.delete(key);
          flight.controller.abort();
        }
        if (signal) reject(toAbortProblem(signal));
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      flight.done
        .then(resolve, reject)
        .finally(() => signal?.removeEventListener("abort", onAbort));
    });
  };
  return Object.assign(fly, { forget: (key: string) => void flights.delete(key) });
}
