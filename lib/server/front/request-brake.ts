import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";

const minuteMs = 60_000;
const maxClients = 20_000;

export type BrakeLimits = {
  /** A whole minute's worth may come at once. */
  perMinute: number;
  /** Answered at the same time; the others wait for their turn. */
  atOnce: number;
  maxWaiting: number;
};

type Client = { tokens: number; at: number; running: number; waiting: (() => void)[] };

/**
 * Keeps one client from taking what the others need: of its requests so many are answered at a time, the rest
 * wait behind one another and nobody else waits behind them. A page of Gantry asks a handful of times and
 * then rests, so twelve tabs of one session never come near.
 */
export function createRequestBrake() {
  const clients = new Map<string, Client>();

  function getClient(key: string, perMinute: number, now: number): Client {
    const known = clients.get(key) ?? { tokens: perMinute, at: now, running: 0, waiting: [] };
    const refilled = known.tokens + ((now - known.at) / minuteMs) * perMinute;
    const client = Object.assign(known, { tokens: Math.min(perMinute, refilled), at: now });
    clients.delete(key);
    clients.set(key, client);
    const [oldest] = clients.keys();
    if (clients.size > maxClients && oldest !== undefined) clients.delete(oldest);
    return client;
  }

  return {
    /**
     * Resolves when it is this request's turn, with what to call when it is over. Throws `rate_limited`
     * for one too many.
     */
    async enter(
      key: string,
      { perMinute, atOnce, maxWaiting }: BrakeLimits,
      now: number,
    ): Promise<() => void> {
      const client = getClient(key, perMinute, now);
      if (client.tokens < 1) throw refuse(((1 - client.tokens) / perMinute) * minuteMs);
      if (client.waiting.length >= maxWaiting) throw refuse(1_000);
      client.tokens -= 1;
      if (client.running < atOnce) client.running += 1;
      // Whoever leaves hands its place to the next, so `running` stays as it is.
      else await new Promise<void>((resolve) => client.waiting.push(resolve));
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        const next = client.waiting.shift();
        if (next) next();
        else client.running -= 1;
      };
    },
  };
}

function refuse(retryAfterMs: number): ProblemError {
  return new ProblemError("rate_limited", "You ask for more than Gantry hands to one client.", {
    retryAfterMs: Math.ceil(retryAfterMs),
  });
}
