"use client";

import { useMemo, useRef } from "react";
import { openHere } from "./open-here.ts";
import { openText } from "./open-text.ts";
import { PayloadDocumentView } from "./payload-document-view.tsx";

/** JSON that was found in a string, as a tree of its own. */
export function NestedJson({ text }: { text: string }) {
  const session = useMemo(() => openHere(text, openText(text).opening), [text]);
  const left = useRef(null);
  return (
    <section aria-label="JSON in the string" className="rounded-md border border-line">
      <PayloadDocumentView
        title="JSON in the string"
        href={null}
        session={session}
        mode="tree"
        wraps={false}
        fills={false}
        isFinding={false}
        onFindClose={() => undefined}
        leftRef={left}
      />
    </section>
  );
}
