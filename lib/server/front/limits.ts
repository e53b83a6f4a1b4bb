import "server-only";
import type { BrakeLimits } from "./request-brake.ts";

/** A client that sends its request byte by byte holds a socket this long, and nothing else. */
export const socketLimits = {
  /** In bytes, with the address: five hundred of the longest IDs, an encoded space between them, are 54 kB. */
  maxHeaderSize: 65_536,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  // Node's refusal is empty: `check-shape.ts` has words for it.
  requireHostHeader: false,
};

export const sessionLimits: BrakeLimits = { perMinute: 30_000, atOnce: 32, maxWaiting: 1_000 };
/**
 * Live connections that a session may begin: each starts watches. A browser begins one; where it has no shared worker
 * and no stream comes through, each tab asks once a second.
 */
export const liveLimits: BrakeLimits = { perMinute: 3_000, atOnce: 32, maxWaiting: 1_000 };
/** Somebody who is not signed in has the sign-in page to load, and may share the address with an office. */
export const strangerLimits: BrakeLimits = { perMinute: 1_200, atOnce: 16, maxWaiting: 200 };
/** Of all who are not signed in together: those who are never wait behind them. */
export const allStrangersLimits: BrakeLimits = { perMinute: 30_000, atOnce: 4, maxWaiting: 400 };
/** A check of a password takes a quarter of a second: whoever waits behind 32 is better told to come back. */
export const allSignInLimits: BrakeLimits = { perMinute: 30_000, atOnce: 4, maxWaiting: 32 };

/** A viewer costs some 15 kB and hardly any time, so one session may have many while there is room for all. */
export const maxViewers = 10_000;
export const crowdedAt = maxViewers / 2;
/** A browser has one for all its tabs; without a shared worker each tab has its own. */
export const maxViewersWhenCrowded = 64;
