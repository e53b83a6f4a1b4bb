"use client";

import { useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { PayloadDocumentView } from "./payload-document-view.tsx";
import { PayloadFooter } from "./payload-footer.tsx";
import type { PayloadPanelProps } from "./payload-panel.tsx";
import { PayloadStatus } from "./payload-status.tsx";
import { PayloadToolbar } from "./payload-toolbar.tsx";
import { RawText } from "./raw-text.tsx";
import { usePayloadDocument } from "./use-payload-document.ts";

export type PayloadMode = "tree" | "raw";

export function PayloadViewer(props: PayloadPanelProps) {
  const { title, href, fileName, totalBytes, slice, complete } = props;
  const panel = useRef<HTMLElement>(null);
  const { document, load } = usePayloadDocument(props, panel);
  const [mode, setMode] = useState<PayloadMode>("tree");
  const [wraps, setWraps] = useState(false);
  const [isFinding, setIsFinding] = useState(false);
  const canFind = document?.ok === true;

  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement;
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || !canFind) return;
    event.preventDefault();
    setIsFinding(true);
  };

  const bytes =
    totalBytes ?? (complete && slice !== null ? new TextEncoder().encode(slice).length : null);
  return (
    <section
      ref={panel}
      aria-label={title}
      onKeyDown={onKeyDown}
      className="min-w-0 rounded-lg border border-line bg-surface"
    >
      <PayloadToolbar
        title={title}
        bytes={bytes}
        href={href}
        fileName={fileName}
        mode={mode}
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
          <PayloadFooter>
            {load !== null && <PayloadStatus load={load} totalBytes={totalBytes} slice={slice} />}
          </PayloadFooter>
        </>
      ) : (
        <>
          {load?.state === "failed" && (
            <div className="flex border-b border-line px-3.5 py-2">
              <PayloadStatus load={load} totalBytes={totalBytes} slice={null} />
            </div>
          )}
          <PayloadDocumentView
            key={document.version}
            title={title}
            document={document}
            mode={mode}
            wraps={wraps}
            fills={!complete}
            isFinding={isFinding && canFind}
            onFindClose={() => setIsFinding(false)}
          />
        </>
      )}
    </section>
  );
}
