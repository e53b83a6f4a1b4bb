import "server-only";
import { availableParallelism } from "node:os";
import { ProblemError } from "#lib/domain/problem.ts";

const cores = availableParallelism();
/** Each check of a password takes 32 MB, a thread and a core for its while: one core is left to those who are in. */
const maxRunning = Math.min(2, Math.max(1, cores - 1));
/** Where that leaves no other, a queue rests between two checks for as long as a check takes. */
const hasToRest = cores <= 2;
const maxPlaces = 64;
/** An office may share an address; a flood from one must not keep the rest waiting. */
const maxPlacesPerAddress = 8;
const retryAfterMs = 1_000;
export const crowdedTitle = "Many people are signing in";

/** Lets checks of passwords run one or two at a time, in their order. Throws `rate_limited` when too many wait already. */
export function createCheckQueue() {
  const places = new Map<string, number>();
  const waiting: (() => void)[] = [];
  let running = 0;
  let taken = 0;

  function passOn(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return async function takeTurn<T>(address: string | null, check: () => Promise<T>): Promise<T> {
    const key = address ?? "";
    const own = places.get(key) ?? 0;
    if (taken >= maxPlaces || own >= maxPlacesPerAddress)
      throw new ProblemError(
        "rate_limited",
        "Many people are signing in at this moment. Try again.",
        {
          title: crowdedTitle,
          retryAfterMs,
        },
      );
    places.set(key, own + 1);
    taken += 1;
    if (running < maxRunning) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    const startedAt = performance.now();
    try {
      return await check();
    } finally {
      taken -= 1;
      const left = (places.get(key) ?? 1) - 1;
      if (left === 0) places.delete(key);
      else places.set(key, left);
      const isBusy = hasToRest && waiting.length > 0;
      if (isBusy) setTimeout(passOn, performance.now() - startedAt);
      else passOn();
    }
  };
}
