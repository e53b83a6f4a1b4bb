import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { shownMax } from "#lib/domain/json/row.ts";

type PayloadTextProps = {
  text: string;
  /** UTF-16 units that follow. */
  rest?: number;
  highlight: RegExp | null;
};

/** A piece of the text, cut where it is too long to read, with what was searched for marked. */
export function PayloadText({ text, rest = 0, highlight }: PayloadTextProps) {
  const cut = text.slice(0, shownMax);
  const hidden = rest + text.length - cut.length;
  return (
    <>
      {highlight === null ? (
        toVisibleText(cut)
      ) : (
        <Marked text={cut} highlight={highlight} show={toVisibleText} />
      )}
      {hidden > 0 && <span className="text-faint">… {formatBytes(hidden)} more</span>}
    </>
  );
}

type MarkedProps = { text: string; highlight: RegExp; show: (part: string) => string };

/** `highlight` has one group, around all of it, so that `split` leaves what matches at odd places. */
export function Marked({ text, highlight, show }: MarkedProps) {
  const parts = text.split(highlight).map(show);
  return parts.map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- a part has no identity but its place
      <mark key={place} className="rounded-xs bg-partial-soft text-text outline-1 outline-partial">
        {part}
      </mark>
    ),
  );
}
