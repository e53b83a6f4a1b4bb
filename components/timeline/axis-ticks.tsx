import { formatTick } from "#lib/domain/format/format-duration.ts";

/** The words above an axis of time; where they crowd, a narrow one drops every second. */
export function AxisTicks({ ticksMs, lengthMs }: { ticksMs: number[]; lengthMs: number }) {
  const labels = ticksMs.map(formatTick);
  const { length } = labels.join("");
  const crowded = length > 20 ? "@max-md:hidden" : length > 14 ? "@max-3xs:hidden" : "";
  return (
    <div className="relative h-[22px] text-[12.5px] whitespace-nowrap text-faint">
      {ticksMs.map((ms, index) => (
        <span
          key={ms}
          className={`absolute ${alignOf(index, ticksMs.length)} ${index % 2 === 1 ? crowded : ""}`}
          style={{ left: `${((ms / lengthMs) * 100).toFixed(2)}%` }}
        >
          {labels[index]}
        </span>
      ))}
    </div>
  );
}

function alignOf(index: number, count: number): string {
  if (index === 0) return "";
  return index === count - 1 ? "-translate-x-full" : "-translate-x-1/2";
}
