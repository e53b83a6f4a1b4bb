import { openText } from "./open-text.ts";
import { unaskedBytesMax } from "./payload-bounds.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { drawnRowsMax } from "./row-geometry.ts";
import { drawPayloadTools } from "./payload-tools.tsx";
import { PayloadViewer } from "./payload-viewer.tsx";

export type PayloadPanelProps = {
  title: "Payload" | "Results";
  /** Answers GET with the exact text. */
  href: string;
  totalBytes: number | null;
  /** The beginning of the text, the whole of it when `complete`. */
  slice: string | null;
  complete: boolean;
  /** Another one when the text is another. */
  version: string;
  fileName: string;
  /** What to say when there is no document. */
  absent: string;
};

/** One JSON document of a job: readable as it arrives, a tree to fold and search once hydrated. */
export function PayloadPanel(props: PayloadPanelProps) {
  const { title, slice, totalBytes, complete } = props;
  const opening = complete && slice !== null ? openText(slice).opening : null;
  const shown = complete || slice === null ? slice : toVisibleText(slice);
  if (slice !== null || totalBytes !== null) {
    const opensUnasked = opening === null && (totalBytes ?? 0) <= unaskedBytesMax;
    return (
      <div className="min-w-0" data-opens={opensUnasked ? props.href : undefined}>
        <PayloadViewer
          title={title}
          href={props.href}
          totalBytes={totalBytes}
          slice={shown}
          complete={complete}
          version={props.version}
          opening={opening}
          tools={drawPayloadTools({ ...props, part: title.toLowerCase() })}
        />
        {opening !== null && opening.initial.rowCount > drawnRowsMax && (
          <noscript>
            <p className="px-3.5 py-2 text-[12.5px] text-muted">
              These are the first {drawnRowsMax} rows; the download has all of it.
            </p>
          </noscript>
        )}
      </div>
    );
  }
  return (
    <section
      aria-label={title}
      className="flex flex-wrap items-baseline gap-x-3 rounded-lg border border-line bg-surface px-3.5 py-2.5"
    >
      <h2 className="text-[13.5px] font-semibold">{title}</h2>
      <p className="text-[12.5px] text-muted">{props.absent}</p>
    </section>
  );
}
