"use client";
import { useEffect, useState } from "react";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { describeEnd } from "./describe-end.ts";

/** Longer than this no timer runs. */
const longestWaitMs = 2 ** 31 - 1;

/** When the address of an artifact at its upstream stops working, or did. */
export function ArtifactEnd({ at, zone }: { at: number; zone: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const leftMs = at - Date.now();
    if (leftMs <= 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(leftMs, longestWaitMs));
    return () => clearTimeout(timer);
  }, [at, now]);
  return (
    <time title={formatInstant(at, zone, "exact")} suppressHydrationWarning>
      {describeEnd(at, now, zone)}
    </time>
  );
}
