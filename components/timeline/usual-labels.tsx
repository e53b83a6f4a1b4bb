import { formatDuration } from "#lib/domain/format/format-duration.ts";
import type { UsualMark } from "#lib/domain/timeline/timeline.ts";

/** Nearer to an end of the axis than this, a label begins or ends at its mark. */
const edgeShare = 0.2;
/** Of a character, on the narrowest axis of each layout. */
const characterShares = { phone: 0.023, wide: 0.0155 };

/** The words beneath the dashed marks; on two lines where they would run into each other. */
export function UsualLabels({ usual }: { usual: UsualMark[] }) {
  const labels = usual.map(({ label, ms, position }) => ({
    ...{ label, position },
    text: `${label} ${formatDuration(ms)}`,
  }));
  if (labels.length === 0) return null;
  const [onPhone, onWide] = [characterShares.phone, characterShares.wide].map((share) =>
    areTight(labels, share),
  );
  return (
    <div
      className={`relative text-[12.5px] text-faint ${onPhone ? "h-[32px]" : "h-[17px]"} ${onWide ? "" : "sm:h-[17px]"}`}
    >
      {labels.map(({ label, text, position }, index) => (
        <span
          key={label}
          className={`absolute whitespace-nowrap ${placeOf(position).className} ${
            index > 0 && onPhone ? (onWide ? "top-[15px]" : "max-sm:top-[15px]") : ""
          }`}
          style={{ left: `${(position * 100).toFixed(2)}%` }}
        >
          {text}
        </span>
      ))}
    </div>
  );
}

function areTight(labels: { text: string; position: number }[], characterShare: number): boolean {
  const [first, second] = labels.map(({ text, position }) => {
    const share = text.length * characterShare;
    const start = position - share * placeOf(position).before;
    return { start, end: start + share };
  });
  return first !== undefined && second !== undefined && first.end > second.start;
}

/** `before`: how much of the label is left of its mark. */
function placeOf(position: number): { className: string; before: number } {
  if (position < edgeShare) return { className: "", before: 0 };
  if (position > 1 - edgeShare) return { className: "-translate-x-full", before: 1 };
  return { className: "-translate-x-1/2", before: 0.5 };
}
