import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState, useTransition } from "react";
import { refreshIfReachable } from "#lib/client/refresh-page.ts";
import { formatWait } from "#lib/domain/format/format-wait.ts";

const defaultWaitMs = 10_000;

/** Tries again by itself, says when, and lets the reader be quicker. */
export default function RetryCountdown({ afterMs }: { afterMs: number | null }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const waitMs = afterMs ?? defaultWaitMs;
  const [toldMs, setToldMs] = useState(waitMs);
  const [leftMs, setLeftMs] = useState(waitMs);
  const [isAway, setAway] = useState(false);
  const isDue = leftMs <= 0;
  // A page drawn anew may tell another time.
  if (toldMs !== waitMs) {
    setToldMs(waitMs);
    setLeftMs(waitMs);
  }

  const retry = useCallback(() => {
    setLeftMs(waitMs);
    start(async () => {
      const isReachable = await refreshIfReachable(router);
      start(() => setAway(!isReachable));
    });
  }, [waitMs, router]);

  useEffect(() => {
    if (pending) return;
    const timer = setTimeout(() => {
      if (isDue) retry();
      else setLeftMs((left) => left - 1_000);
    }, 1_000);
    return () => clearTimeout(timer);
  }, [leftMs, isDue, pending, retry]);

  return (
    <p className="mt-3 flex items-center gap-3">
      <button type="button" className="button" onClick={retry} disabled={pending}>
        {pending ? "Asking…" : "Try again now"}
      </button>
      <span className="text-[12.5px] text-muted">
        {!pending &&
          `${isAway ? "Gantry itself cannot be reached; " : ""}tries by itself in ${formatWait(leftMs)}`}
      </span>
    </p>
  );
}
