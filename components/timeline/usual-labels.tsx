import { formatDuration } from "#lib/domain/format-duration.ts";
import type { UsualMark } from "#lib/domain/timeline.ts";

const labelShare = 0.4;

/** The words beneath the dashed marks; on two lines where they would run into each other. */
export function UsualLabels({ usual }: { usual: UsualMark[] }) {
  const [first, second] = usual;
  if (!first) return null;
  const isTight = second !== undefined && second.position - first.position < labelShare;
  return (
    <div className={`relative text-[12px] text-faint ${isTight ? "h-[32px]" : "h-[17px]"}`}>
      {usual.map(({ label, ms, position }, index) => (
        <span
          key={label}
          className={`absolute whitespace-nowrap ${alignOf(position)}`}
          style={{ left: `${(position * 100).toFixed(2)}%`, top: isTight && index > 0 ? 15 : 0 }}
        >
          {label} {formatDuration(ms)}
        </span>
      ))}
    </div>
  );
}

function alignOf(position: number): string {
  if (position < labelShare / 2) return "";
  return position > 1 - labelShare / 2 ? "-translate-x-full" : "-translate-x-1/2";
}
