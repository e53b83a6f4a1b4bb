import type { CSSProperties } from "react";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import type { Phase } from "#lib/domain/timeline/phases.ts";
import { statusTones } from "#components/ui/status-tone.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

type Props = {
  phase: Phase;
  /** Of the axis. */
  startAt: number;
  lengthMs: number;
  zone: string;
  isFrozen: boolean;
  /** Whether there is room beside the bar for words that do not fit in it. */
  isLast: boolean;
};

const hatch =
  "bg-sunken bg-[repeating-linear-gradient(135deg,var(--queued-soft)_0_5px,transparent_5px_9px)]";

/** One bar and its words: inside where they fit, else beside the last bar, else on hover only. */
export function PhaseBar({ phase, startAt, lengthMs, zone, isFrozen, isLast }: Props) {
  const from = clamp((phase.startAt - startAt) / lengthMs);
  const width = clamp(phase.durationMs / lengthMs);
  const isStopped = isFrozen && phase.endAt === null;
  const label = toVisibleText(phase.label);
  const words = `${label} ${isStopped ? "≥ " : ""}${formatDuration(phase.durationMs)}`;
  const shown = phase.kind === "stage" ? label : words;
  const tone = isStopped ? stoppedTone : toneOf(phase);
  const height = phase.kind === "stage" ? "top-0 h-5 text-[12.5px]" : "top-1 h-[22px]";
  return (
    <>
      <span
        title={`${words}\n${spanOf(phase, zone)}${isStopped ? "\nThis clock stands still" : ""}`}
        className={`absolute rounded-[5px] border ${height} ${tone.bar}`}
        style={{ left: percent(from), width: `max(4px, ${percent(width)})` }}
      />
      <span
        className={`pointer-events-none absolute z-10 flex items-center overflow-hidden whitespace-nowrap ${height} ${tone.ink}`}
        style={labelStyle(shown, from, width, isLast)}
      >
        <span className={`rounded-[4px] px-1 leading-4 ${tone.chip}`}>{shown}</span>
      </span>
    </>
  );
}

const stoppedTone = {
  bar: "border-dashed border-line-strong bg-sunken",
  ink: "text-muted",
  chip: "bg-sunken",
};

function toneOf({ kind, status }: Phase): typeof stoppedTone {
  const { text, soft, border } = statusTones[status];
  if (kind === "wait" && status === "queued") {
    return { bar: `border-line-strong ${hatch}`, ink: "text-muted", chip: "bg-sunken" };
  }
  if (kind === "wait") return { bar: `${border} ${hatch}`, ink: text, chip: soft };
  return { bar: `${border} ${soft}`, ink: text, chip: soft };
}

/**
 * A step function in CSS, so that it holds at any width and without script: `(need - have) * 9999`
 * clamped between nothing and the bar's width is 0 where the words fit, the whole bar where not.
 */
function labelStyle(words: string, from: number, width: number, isLast: boolean): CSSProperties {
  const need = `(${(words.length * 0.95).toFixed(1)}ch + 16px)`;
  const have = percent(width);
  if (!isLast) {
    return {
      left: `calc(${percent(from)} + 4px)`,
      maxWidth: `clamp(0px, (${have} - ${need}) * 9999, ${have})`,
    };
  }
  const step = `clamp(0px, (${need} - ${have}) * 9999, ${have})`;
  const after = 1 - from - width;
  return from > after && width < 0.5
    ? { right: `min(100% - ${need}, ${percent(after)} + 4px + ${step})` }
    : { left: `min(100% - ${need}, ${percent(from)} + 4px + ${step})` };
}

function spanOf({ startAt, endAt }: Phase, zone: string): string {
  const start = formatInstant(startAt, zone, "exact");
  return endAt === null ? `since ${start}` : `${start}\nto ${formatInstant(endAt, zone, "exact")}`;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
