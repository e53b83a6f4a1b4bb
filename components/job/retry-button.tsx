"use client";
import { lazy, Suspense } from "react";

const RetryCountdown = lazy(() => import("./retry-countdown.tsx"));

/** Its script comes with problems alone. */
export function RetryButton({ afterMs }: { afterMs: number | null }) {
  return (
    <Suspense>
      <RetryCountdown afterMs={afterMs} />
    </Suspense>
  );
}
