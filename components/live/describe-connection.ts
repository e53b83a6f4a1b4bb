import type { ConnectionState } from "#lib/client/live/connection-state.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatAgo, formatInstant } from "#lib/domain/format/format-instant.ts";

/** Without a word from Gantry for this long, what is shown is called stale. */
const staleMs = 60_000;
/** Clocks that differ by less do not matter to a reader. */
const maxSkewMs = 5_000;

/** A word and a shape for a link, and what changes about it by the second. */
export type LinkLook = { word: string; shape: string; more: string };

/** How the link from this browser to Gantry stands; `now` by the browser's clock, null before the page is alive. */
export function describeConnection(
  { phase, since, heardAt, retryAt, skewMs }: ConnectionState,
  now: number | null,
  zone: string,
): LinkLook {
  // Times are told by Gantry's clock, as all others are.
  const lostAt = (heardAt ?? since) + skewMs;
  const heard = heardAt !== null && now !== null ? formatAgo(heardAt, now) : "";
  switch (phase) {
    case "idle":
      return { word: "Idle", shape: "rounded-full bg-line-strong", more: "" };
    case "connecting":
      return { word: "Connecting", shape: "rounded-full border-2 border-running", more: "" };
    case "live":
      return {
        word: "Live",
        shape: "rounded-full bg-succeeded ring-3 ring-succeeded-soft",
        more: describeSkew(skewMs) || heard,
      };
    case "polling":
      return {
        word: "Polling",
        shape: "rounded-full border-2 border-succeeded",
        more: describeSkew(skewMs) || heard,
      };
    case "signed-out":
      return {
        word: "Signed out",
        shape: "bg-failed",
        more: `since ${formatInstant(since + skewMs, zone, "time")}`,
      };
    case "reconnecting":
      return describeLost(lostAt, retryAt && retryAt + skewMs, now && now + skewMs, zone);
  }
}

/** A link that is lost since then and tried again at an instant, all by one clock. */
export function describeLost(
  since: number,
  retryAt: number | null,
  now: number | null,
  zone: string,
  isCalledStale = false,
): LinkLook {
  const isStale = isCalledStale || (now !== null && now - since >= staleMs);
  const lost = `since ${formatInstant(since, zone, "time")}`;
  const next = describeNextTry(retryAt, now);
  return isStale
    ? { word: `Stale ${lost}`, shape: "rotate-45 border-2 border-failed", more: next }
    : {
        word: "Reconnecting",
        shape: "rotate-45 bg-partial",
        more: next === "" ? lost : `${lost} · ${next}`,
      };
}

export function describeNextTry(retryAt: number | null, now: number | null): string {
  if (retryAt === null || now === null) return "";
  return retryAt - now < 1_000 ? "trying again" : `next try ${formatAgo(retryAt, now)}`;
}

/** Which of the two clocks is ahead, where it matters. */
function describeSkew(skewMs: number): string {
  if (Math.abs(skewMs) < maxSkewMs) return "";
  return `this clock is ${formatDuration(Math.abs(skewMs))} ${skewMs > 0 ? "behind" : "ahead"}`;
}

/** Whether what is shown may have been overtaken, so that running clocks have to stop. */
export function isBlind({ phase }: ConnectionState): boolean {
  return phase === "reconnecting" || phase === "signed-out";
}
