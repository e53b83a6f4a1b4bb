"use client";

import { lazy, Suspense, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import { openHere } from "./open-here.ts";
import type { Opening } from "./open-text.ts";
import { PayloadDocumentView } from "./payload-document-view.tsx";
import type { LeftPlace } from "./payload-document-view.tsx";
import { PayloadFooter } from "./payload-footer.tsx";
import type { PayloadPanelProps } from "./payload-panel.tsx";
import { PayloadToolbar } from "./payload-toolbar.tsx";
import type { PayloadTools } from "./payload-tools.tsx";
import { RawText } from "./raw-text.tsx";
import type { OpenedDocument } from "./session.ts";

const PayloadLoading = lazy(() => import("./payload-loading.tsx"));

export type PayloadMode = "tree" | "raw";

type PayloadViewerProps = Pick<
  PayloadPanelProps,
  "title" | "href" | "totalBytes" | "slice" | "complete" | "version"
> & {
  tools: PayloadTools;
  /** What the whole text opens with; null where there is only its beginning. */
  opening: Opening | null;
};

export function PayloadViewer(props: PayloadViewerProps) {
  const { title, href, totalBytes, slice, complete, version, opening } = props;
  const openWhole = () =>
    slice !== null && opening !== null ? { session: openHere(slice, opening), version } : null;
  const [document, setDocument] = useState<OpenedDocument | null>(openWhole);
  const [mode, setMode] = useState<PayloadMode>("tree");
  const [wraps, setWraps] = useState(false);
  /** The version in which something is searched for: a newer one closes the search. */
  const [findingIn, setFindingIn] = useState<string>();
  const left = useRef<LeftPlace>(null);
  const canFind = document?.session.fault === null;
  const isCurrent = document?.version === version;
  const isFinding = canFind && document.version === findingIn;
  const setIsFinding = (next: boolean) => setFindingIn(next ? document?.version : undefined);
  if (opening !== null && !isCurrent) setDocument(openWhole());

  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement;
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || !canFind) return;
    event.preventDefault();
    setIsFinding(true);
  };

  const shown =
    document === null
      ? `This is the first ${formatBytes(slice?.length ?? 0)}.`
      : "There is a newer version.";
  const loading = opening === null && !isCurrent && (
    <Suspense fallback={shown}>
      <PayloadLoading
        key={version}
        href={href}
        version={version}
        totalBytes={totalBytes}
        shown={shown}
        part={document === null ? title.toLowerCase() : null}
        onLoaded={setDocument}
      />
    </Suspense>
  );

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut for what is inside
    <section
      aria-label={title}
      onKeyDown={onKeyDown}
      className="min-w-0 rounded-lg border border-line bg-surface"
    >
      <PayloadToolbar
        title={title}
        totalBytes={totalBytes}
        tools={props.tools}
        mode={document?.session.fault ? "raw" : mode}
        onMode={setMode}
        wraps={wraps}
        onWraps={setWraps}
        canFind={canFind}
        isFinding={isFinding}
        onFinding={setIsFinding}
      />
      {document === null ? (
        <>
          <RawText title={title} text={slice ?? ""} wraps fills />
          <PayloadFooter>{loading}</PayloadFooter>
        </>
      ) : (
        <>
          {loading && (
            <div className="border-b border-line px-3.5 py-2 text-[12.5px]">{loading}</div>
          )}
          <PayloadDocumentView
            key={document.version}
            title={title}
            href={href}
            session={document.session}
            mode={mode}
            wraps={wraps}
            fills={!complete}
            isFinding={isFinding}
            onFindClose={() => setIsFinding(false)}
            leftRef={left}
          />
        </>
      )}
    </section>
  );
}
