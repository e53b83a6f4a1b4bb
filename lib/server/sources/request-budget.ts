import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import { toAbortProblem } from "./abort-problem.ts";
import { parseRateLimit } from "./rate-limit.ts";
import type { BudgetState, Priority } from "./source.ts";

type UpstreamReply = { status: number; headers: Headers };

/** The right to send one request; `settle` once its answer's headers are there, or it failed. */
type RequestTicket = { settle(reply?: UpstreamReply): void };

export type RequestBudget = {
  /**
   * Resolves when a request of this priority may go. People go while anything is left, and are
   * refused with `upstream_rate_limited` rather than made to wait more than two seconds; watches
   * leave a fifth of the limit to people; the background goes only while more than half is left.
   * Until the upstream has answered once, only a few are under way.
   */
  take(priority: Priority, signal?: AbortSignal): Promise<RequestTicket>;
  state(): BudgetState;
};

const byUrgency = ["person", "watch", "background"] as const satisfies Priority[];
const reserved: Record<Priority, number> = { person: 0, watch: 0.2, background: 0.5 };
/** Requests under way at once, of this priority and those before it, until an answer has told whether there is a limit. */
const mostUnheard: Record<Priority, number> = { person: 8, watch: 4, background: 2 };
const windowMs = 60_000;
const maxPersonWaitMs = 2_000;

type Waiter = { go: () => void; refuse: (problem: ProblemError) => void };

/** When a request of this priority may go; null when it may now. */
export function findNextTurn(priority: Priority, state: BudgetState): number | null {
  return isLeftFor(priority, state) ? null : state.resetAt;
}

function isLeftFor(
  priority: Priority,
  { limit, remaining }: Pick<BudgetState, "limit" | "remaining">,
): boolean {
  return remaining === null || remaining > Math.floor((limit ?? 0) * reserved[priority]);
}

/** One upstream's request budget; without limits until the upstream's headers tell of some. */
export function createRequestBudget(settings: {
  label: string;
  /** Kept to by watches and the background where the upstream names no limit; people are free of it. */
  assumedPerMinute?: number;
  now?: () => number;
}): RequestBudget {
  const now = settings.now ?? Date.now;
  const waiting: Record<Priority, Waiter[]> = { person: [], watch: [], background: [] };
  let limit: number | null = settings.assumedPerMinute ?? null;
  let isAssumed = limit !== null;
  let remaining: number | null = limit;
  /** Set whenever `remaining` is: a used-up window always ends. */
  let resetAt: number | null = limit === null ? null : now() + windowMs;
  /** The upstream's own name of the current window: its reset header, as sent. */
  let window: string | null = null;
  /** Until then a 429 stands, whatever slower answers say. */
  let closedUntil = 0;
  /** Whether it has answered by itself: a gateway's failure tells nothing of limits. */
  let isHeard = false;
  let inFlight = 0;
  let sent = 0;
  let timer: NodeJS.Timeout | undefined;

  function startNextWindow() {
    if (resetAt === null || now() < resetAt) return;
    remaining = limit;
    resetAt = limit === null ? null : now() + windowMs;
    window = null;
  }

  function mayGo(priority: Priority): boolean {
    if (isAssumed && priority === "person" && now() >= closedUntil) return true;
    if (remaining === null && !isHeard) return inFlight < mostUnheard[priority];
    return isLeftFor(priority, { limit, remaining });
  }

  function grant(): RequestTicket {
    if (remaining !== null) remaining = Math.max(0, remaining - 1);
    inFlight += 1;
    sent += 1;
    let isSettled = false;
    return {
      settle(reply) {
        if (isSettled) return;
        isSettled = true;
        inFlight -= 1;
        if (reply) learn(reply);
        serve();
      },
    };
  }

  function learn({ status, headers }: UpstreamReply) {
    startNextWindow();
    isHeard ||= status < 500;
    const told = parseRateLimit(status, headers, now());
    limit = told.limit ?? limit;
    isAssumed &&= told.limit === null;
    if (told.retryAfterMs !== null) {
      closedUntil = Math.max(closedUntil, now() + told.retryAfterMs);
      remaining = 0;
      resetAt = closedUntil;
    } else if (told.remaining !== null && now() >= closedUntil) {
      // Answers of one window may overtake each other; the lowest number is the latest. In a new
      // window the number does not yet count what is still under way.
      const isSameWindow = remaining !== null && told.window === window;
      remaining = isSameWindow
        ? Math.min(remaining ?? 0, told.remaining)
        : Math.max(0, told.remaining - inFlight);
      window = told.window;
      resetAt = told.resetAt ?? resetAt ?? now() + windowMs;
    }
  }

  function toRefusal(): ProblemError | undefined {
    const waitMs = (resetAt ?? 0) - now();
    return waitMs > maxPersonWaitMs
      ? new ProblemError(
          "upstream_rate_limited",
          `${settings.label}’s request limit is used up for now.`,
          { retryAfterMs: waitMs },
        )
      : undefined;
  }

  function serve() {
    startNextWindow();
    for (const priority of byUrgency) {
      while (waiting[priority].length > 0 && mayGo(priority)) waiting[priority].shift()?.go();
    }
    const refusal = toRefusal();
    if (refusal) for (const person of waiting.person.splice(0)) person.refuse(refusal);
    clearTimeout(timer);
    if (resetAt !== null && byUrgency.some((priority) => waiting[priority].length > 0)) {
      timer = setTimeout(serve, Math.max(1, resetAt - now()));
      timer.unref();
    }
  }

  function waitInLine(priority: Priority, signal: AbortSignal | undefined): Promise<RequestTicket> {
    return new Promise((resolve, reject) => {
      const queue = waiting[priority];
      const onAbort = () => {
        queue.splice(queue.indexOf(waiter), 1);
        if (signal) reject(toAbortProblem(signal));
        serve();
      };
      const waiter: Waiter = {
        go() {
          signal?.removeEventListener("abort", onAbort);
          resolve(grant());
        },
        refuse(problem) {
          signal?.removeEventListener("abort", onAbort);
          reject(problem);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      queue.push(waiter);
      serve();
    });
  }

  return {
    async take(priority, signal) {
      if (signal?.aborted) throw toAbortProblem(signal);
      // A window that has just ended belongs to those who wait already.
      serve();
      return mayGo(priority) ? grant() : waitInLine(priority, signal);
    },
    state() {
      startNextWindow();
      return { limit, isAssumed, remaining, resetAt, sent };
    },
  };
}
