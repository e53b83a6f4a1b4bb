"use client";

import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { formatBytes, formatBytesOf } from "#lib/domain/format/format-bytes.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { openInWorker } from "./open-in-worker.ts";
import { nearPixels, openedBytesMax, unaskedBytesMax } from "./payload-bounds.ts";
import { PayloadShape } from "./payload-shape.tsx";
import { readFragment } from "./read-fragment.ts";
import { toAskedHref } from "./to-asked-href.ts";
import type { OpenedDocument } from "./session.ts";
import { toMessage } from "#lib/domain/to-message.ts";

type PayloadLoadingProps = {
  href: string;
  version: string;
  totalBytes: number | null;
  /** What is on screen meanwhile, in a sentence. */
  shown: string;
  /** What an address calls the document when it names a path in it, which asks for all of it; null for none. */
  part: string | null;
  onLoaded: (document: OpenedDocument) => void;
};

/** Fetches a document when it comes near the viewport, and says how far it has come. */
export default function PayloadLoading(props: PayloadLoadingProps) {
  const { href, version, totalBytes, shown, part, onLoaded } = props;
  const line = useRef<HTMLDivElement>(null);
  const bytes = totalBytes ?? 0;
  const isUnasked = bytes <= unaskedBytesMax;
  const [isWanted, setIsWanted] = useState(false);
  const [path, setPath] = useState<string | null>(null);
  const [showsShape, setShowsShape] = useState(false);
  const [attempt, setAttempt] = useState(1);
  const [receivedBytes, setReceivedBytes] = useState(0);
  const [failure, setFailure] = useState<{ attempt: number; message: string } | null>(null);

  useEffect(() => {
    if (part === null) return undefined;
    const look = () => {
      const named = readFragment(location.hash, part);
      setPath(named);
      if (named !== null && bytes <= openedBytesMax) setIsWanted(true);
    };
    look();
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, [part, bytes]);

  useEffect(() => {
    if (!isUnasked || line.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsWanted(true);
      },
      { rootMargin: `${nearPixels}px` },
    );
    observer.observe(line.current);
    return () => observer.disconnect();
  }, [isUnasked]);

  useEffect(() => {
    if (!isWanted) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const load = async () => {
      try {
        const session = await openInWorker(href, { signal, onProgress: setReceivedBytes });
        if (!signal.aborted) onLoaded({ session, version });
      } catch (error) {
        const message = toMessage(error);
        if (!signal.aborted) setFailure({ attempt, message });
      }
    };
    void load();
    return () => controller.abort();
  }, [isWanted, href, version, attempt, onLoaded]);

  const asked = toAskedHref(href);
  // Without a part a whole document is on screen: only this sentence tells that it is the old one.
  const newer = part === null && <span>{shown}</span>;
  const size = totalBytes === null ? "all of it" : formatBytes(totalBytes);
  const toContent = (): ReactNode => {
    if (bytes > openedBytesMax) {
      return (
        <>
          {`${shown} ${size} is more than this page opens: download it to see ${toVisibleText(path ?? "the rest")}.`}
          {asked !== null && <PayloadShape href={asked} />}
        </>
      );
    }
    if (failure?.attempt === attempt) {
      return (
        <>
          {newer}
          <span role="alert" className="text-failed">
            {failure.message}
          </span>
          <Action onClick={() => setAttempt(attempt + 1)}>Try again</Action>
        </>
      );
    }
    if (isWanted) {
      return (
        <>
          {newer}
          <Received bytes={receivedBytes} totalBytes={totalBytes} />
        </>
      );
    }
    if (isUnasked) return shown;
    return (
      <>
        {shown}
        <Action onClick={() => setIsWanted(true)}>Open all {size}</Action>
        {asked !== null &&
          (showsShape ? (
            <PayloadShape href={asked} />
          ) : (
            <Action onClick={() => setShowsShape(true)}>What it consists of</Action>
          ))}
      </>
    );
  };

  return (
    <div ref={line} className="flex min-w-0 flex-wrap items-center gap-x-2">
      {toContent()}
    </div>
  );
}

function Received({ bytes, totalBytes }: { bytes: number; totalBytes: number | null }) {
  if (totalBytes === null) return `Loading, ${formatBytes(bytes)} so far`;
  return (
    <>
      <progress aria-label="Loading" value={bytes} max={totalBytes} className="w-24 shrink-0" />
      {bytes < totalBytes ? formatBytesOf(bytes, totalBytes) : `Opening ${formatBytes(totalBytes)}`}
    </>
  );
}

/** Takes its place at once and shows when it works: the page is read before its script has come. */
function Action({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  const [works, setWorks] = useState(false);
  useEffect(() => setWorks(true), []);
  return (
    <button
      type="button"
      onClick={onClick}
      className={`h-6 rounded-md px-1.5 text-text underline decoration-line-strong underline-offset-3 hover:bg-sunken noscript:hidden ${works ? "" : "invisible"}`}
    >
      {children}
    </button>
  );
}
