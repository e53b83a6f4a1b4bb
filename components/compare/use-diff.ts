"use client";
import { useEffect, useState } from "react";
import { openDiff, type OpenDiff } from "./open-diff.ts";

export type DiffState =
  | { kind: "reading"; receivedBytes: number }
  | { kind: "failed"; reason: string }
  | { kind: "ready"; diff: OpenDiff };

/** The comparison of what is at two addresses. */
export function useDiff(a: string, b: string): DiffState {
  const [state, setState] = useState<DiffState>({ kind: "reading", receivedBytes: 0 });

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const show = (next: DiffState) => {
      if (!signal.aborted) setState(next);
    };
    const onProgress = (receivedBytes: number) => show({ kind: "reading", receivedBytes });
    openDiff({ hrefs: { a, b }, signal, onProgress }).then(
      (diff) => show({ kind: "ready", diff }),
      (error: Error) => show({ kind: "failed", reason: error.message }),
    );
    return () => leaving.abort();
  }, [a, b]);

  return state;
}
