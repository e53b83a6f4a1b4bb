"use client";
import type { Job } from "#lib/domain/job.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

const colors: Record<Job["status"], string> = {
  queued: "#646a78",
  running: "#2563c9",
  succeeded: "#17714b",
  partial: "#8a5a00",
  failed: "#c0232c",
  canceled: "#6b6280",
  unknown: "#5b5f68",
};

const marks: Partial<Record<Job["status"], string>> = {
  succeeded: "✓",
  partial: "◐",
  failed: "✗",
  canceled: "⊘",
};

const strokes: Partial<Record<Job["status"], string>> = {
  succeeded: "m9 16.5 5 5 9-11",
  failed: "m11 11 10 10m0-10L11 21",
};

/** Title and favicon of the tab: the state can be read without opening it. */
export function TabState({ job }: { job: Job }) {
  const fraction = job.progress?.fraction ?? null;
  const running = job.status === "running";
  const percent = running && fraction !== null ? formatFraction(fraction) : null;
  const mark = marks[job.status];
  const plain = job.status === "succeeded" ? "done" : statusWords[job.status].toLowerCase();
  const word = percent ?? plain;
  return (
    <>
      <title>{`${mark ? `${mark} ` : ""}${word} · ${toVisibleText(job.type)}`}</title>
      <link rel="icon" type="image/svg+xml" href={toIcon(job.status, fraction)} />
    </>
  );
}

/** Filled when ended; a ring that fills up while running. */
function toIcon(status: Job["status"], fraction: number | null): string {
  const color = colors[status];
  const percent = status === "running" ? Math.max(10, 100 * (fraction ?? 0.25)) : 100;
  const dashes = status === "queued" ? "10 10" : `${Math.round(percent)} 100`;
  const isRing = status === "running" || status === "queued" || status === "unknown";
  const body = isRing
    ? `<circle cx='16' cy='16' r='12' stroke-opacity='.3'/><circle cx='16' cy='16' r='12' pathLength='100' stroke-dasharray='${dashes}' transform='rotate(-90 16 16)'/>`
    : `<circle cx='16' cy='16' r='12' fill='${color}'/><path d='${strokes[status] ?? "M9 16h14"}' stroke='#fff' stroke-width='4' stroke-linecap='round' stroke-linejoin='round'/>`;
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32' fill='none' stroke='${color}' stroke-width='6'>${body}</svg>`)}`;
}
