"use client";

import { useEffect, useState } from "react";
import type { RefObject } from "react";
import { parseJson } from "#lib/domain/json-parse.ts";
import type { JsonParse } from "#lib/domain/json-parse.ts";

/** A text of which `version` tells one from the next. */
export type PayloadDocument = JsonParse & { text: string; version: string };

export type PayloadLoad =
  | { state: "waiting" | "tooLarge" }
  | { state: "offered"; start: () => void }
  | { state: "loading"; receivedBytes: number }
  | { state: "failed"; message: string; retry: () => void };

type PayloadText = {
  href: string;
  totalBytes: number | null;
  slice: string | null;
  complete: boolean;
};

/** Above, a person decides whether to load. */
const unaskedBytesMax = 32_000_000;
/** Above, a tab would need more memory than it can count on. */
const openedBytesMax = 200_000_000;

/**
 * The parsed text: at once when the server sent all of it, otherwise fetched and parsed by a worker
 * when the panel comes near the viewport. The last good document stays while a newer one loads.
 */
export function usePayloadDocument(source: PayloadText, panel: RefObject<HTMLElement | null>) {
  const { href, totalBytes, slice, complete } = source;
  const whole = complete ? slice : null;
  const version = `${href} ${totalBytes} ${slice}`;
  const [document, setDocument] = useState(() => openText(whole, version));
  const [attempt, setAttempt] = useState(0);
  const [isWanted, setIsWanted] = useState(false);
  const [receivedBytes, setReceivedBytes] = useState(0);
  const [failure, setFailure] = useState<string | null>(null);

  const isCurrent = document?.version === version;
  if (whole !== null && !isCurrent) setDocument(openText(whole, version));

  const size = totalBytes ?? 0;
  const isNeeded = whole === null && !isCurrent && size <= openedBytesMax;
  const isUnasked = isNeeded && !isWanted && size <= unaskedBytesMax;

  useEffect(() => {
    if (!isUnasked || panel.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsWanted(true);
      },
      { rootMargin: "400px" },
    );
    observer.observe(panel.current);
    return () => observer.disconnect();
  }, [isUnasked, panel]);

  useEffect(() => {
    if (!isNeeded || !isWanted) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    import("./load-payload.ts")
      .then(({ loadPayload }) => loadPayload(href, { signal, onProgress: setReceivedBytes }))
      .then(
        (loaded) => {
          if (signal.aborted) return;
          setFailure(null);
          setDocument({ ...loaded, version });
        },
        (error: unknown) => {
          if (!signal.aborted) setFailure(error instanceof Error ? error.message : String(error));
        },
      );
    return () => controller.abort();
  }, [isNeeded, isWanted, href, version, attempt]);

  const retry = () => {
    setFailure(null);
    setReceivedBytes(0);
    setAttempt((count) => count + 1);
  };

  const toLoad = (): PayloadLoad | null => {
    if (whole !== null || isCurrent) return null;
    if (!isNeeded) return { state: "tooLarge" };
    if (failure !== null) return { state: "failed", message: failure, retry };
    if (isWanted) return { state: "loading", receivedBytes };
    return isUnasked ? { state: "waiting" } : { state: "offered", start: () => setIsWanted(true) };
  };

  return { document, load: toLoad() };
}

function openText(text: string | null, version: string): PayloadDocument | null {
  return text === null ? null : { ...parseJson(text), text, version };
}
