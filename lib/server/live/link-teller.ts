import "server-only";
import { toBackoffMs } from "#lib/domain/backoff.ts";
import type { Link } from "#lib/domain/live-frame.ts";
import { type ProblemError, problems } from "#lib/domain/problem.ts";
import { findNextTurn } from "../sources/request-budget.ts";
import type { Source } from "../sources/source.ts";

/** Without news from the upstream for this long, the link is called stale. */
const staleMs = 60_000;
/** A failure that asking again will hardly mend is still retried, this seldom. */
const hopelessRetryMs = 60_000;
/** What went on for this long was healthy. */
const healthyMs = 10_000;
/** What takes no longer is not worth a word. */
const promptMs = 1_500;

type LinkTellerOptions = {
  source: Source | undefined;
  setLink(link: Link): void;
  now(): number;
  random(): number;
};

export type LinkTeller = {
  /** The upstream has told something just now. */
  heard(): void;
  /** The next failure starts a fresh backoff. */
  recover(): void;
  /** So it does if what began then went on for long; says whether it did. */
  recoverIfHealthy(startedAt: number): boolean;
  tell(state: "live" | "polling", since: number, detail: string | null): void;
  /** Whether the link was last told to be well. */
  isWell(): boolean;
  /** How long to wait before the next try, in milliseconds, after a failure or the end of a stream; told when it takes long. */
  backOff(problem?: ProblemError): number;
  /** From here on the upstream is waited for: where that takes long, the link is no longer called live. */
  startWaiting(): void;
  stopWaiting(): void;
};

/** Tells how the link to the upstream of one job stands, so that it is called well only while it is. */
export function createLinkTeller({ source, setLink, now, random }: LinkTellerOptions): LinkTeller {
  let heardAt = now();
  let attempt = 0;
  let told: Link | undefined;
  let timer: NodeJS.Timeout | undefined;
  const label = source?.label ?? "The upstream";

  /** What stands as it was told has stood so since then. */
  function tell(link: Link): void {
    const { state, detail, retryAt } = link;
    if (told?.state === state && told.detail === detail && told.retryAt === retryAt) return;
    told = link;
    setLink(link);
  }

  function tellLost(detail: string, retryAt: number | null, isHopeless = false): void {
    const state = isHopeless || now() - heardAt > staleMs ? "stale" : "reconnecting";
    tell({ state, since: heardAt, detail, retryAt });
  }

  function checkWait(): void {
    const turnAt = source ? findNextTurn("watch", source.budget()) : null;
    const isTold = told !== undefined && told.retryAt !== null && told.retryAt > now();
    const isSaid = told !== undefined && told.state !== "live";
    if (isTold || (turnAt === null && isSaid)) return;
    const awaited = turnAt === null ? `${label} to answer` : `${label}'s request limit`;
    tellLost(`Waiting for ${awaited}.`, turnAt);
  }

  return {
    heard() {
      heardAt = now();
    },
    recover() {
      attempt = 0;
    },
    recoverIfHealthy(startedAt) {
      const isHealthy = now() - startedAt >= healthyMs;
      if (isHealthy) attempt = 0;
      return isHealthy;
    },
    tell: (state, since, detail) => tell({ state, since, detail, retryAt: null }),
    isWell: () => told?.state === "live" || told?.state === "polling",
    backOff(problem) {
      const isHopeless = problem !== undefined && !problems[problem.code].retry;
      const waitMs = isHopeless
        ? hopelessRetryMs
        : toBackoffMs(attempt++, random, problem?.retryAfterMs);
      if (problem || waitMs > promptMs)
        tellLost(problem?.message ?? `${label} ended its stream.`, now() + waitMs, isHopeless);
      return waitMs;
    },
    startWaiting() {
      timer ??= setInterval(checkWait, promptMs).unref();
    },
    stopWaiting() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
