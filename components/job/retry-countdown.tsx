import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { formatWait } from "#lib/domain/format-wait.ts";

const defaultWaitMs = 10_000;

/** Tries again by itself, says when, and lets the reader be quicker. */
export default function RetryCountdown({ afterMs }: { afterMs: number | null }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [leftMs, setLeftMs] = useState(afterMs ?? defaultWaitMs);
  const isDue = leftMs <= 0;

  useEffect(() => {
    if (pending) return;
    const timer = setTimeout(() => {
      if (!isDue) return setLeftMs((left) => left - 1_000);
      setLeftMs(afterMs ?? defaultWaitMs);
      start(() => router.refresh());
    }, 1_000);
    return () => clearTimeout(timer);
  }, [leftMs, isDue, pending, afterMs, router]);

  return (
    <p className="mt-3 flex items-center gap-3">
      <button
        type="button"
        className="button"
        onClick={() => start(() => router.refresh())}
        disabled={pending}
      >
        {pending ? "Asking…" : "Try again now"}
      </button>
      <span className="text-[12.5px] text-muted">
        {!pending && `tries by itself in ${formatWait(leftMs)}`}
      </span>
    </p>
  );
}
