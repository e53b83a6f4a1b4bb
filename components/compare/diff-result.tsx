"use client";
import { useState } from "react";
import { openedBytesMax, unaskedBytesMax } from "#components/payload/payload-bounds.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import type { DiffCounts } from "#lib/domain/json-diff/diff.ts";
import type { DiffView } from "./diff-messages.ts";
import { DiffLines } from "./diff-lines.tsx";
import type { OpenDiff } from "./open-diff.ts";
import { useDiff } from "./use-diff.ts";

const views = [
  { value: "differences", label: "Differences" },
  { value: "all", label: "Everything" },
] as const;

type DiffResultProps = {
  part: string;
  a: string;
  b: string;
  /** Of both documents. */
  bytes: number;
};

/** Compares two documents, large ones when somebody asks for it. */
export default function DiffResult({ bytes, ...compared }: DiffResultProps) {
  const [attempt, setAttempt] = useState(bytes <= unaskedBytesMax ? 1 : 0);
  const tryNext = () => setAttempt(attempt + 1);
  if (bytes > openedBytesMax)
    return (
      <p className="px-3.5 py-4 text-muted noscript:hidden">
        {formatBytes(bytes)} together are more than this page compares. Download them from the pages
        of A and B.
      </p>
    );
  if (attempt === 0)
    return (
      <p className="px-3.5 py-3 noscript:hidden">
        <button
          type="button"
          onClick={tryNext}
          className="button-ghost border border-line-strong text-text"
        >
          Compare {formatBytes(bytes)}
        </button>
      </p>
    );
  return <Comparison key={attempt} {...compared} onRetry={tryNext} />;
}

type ComparisonProps = Omit<DiffResultProps, "bytes"> & { onRetry: () => void };

function Comparison({ part, a, b, onRetry }: ComparisonProps) {
  const state = useDiff(a, b);
  if (state.kind === "reading")
    return (
      <p role="status" className="px-3.5 py-4 text-muted noscript:hidden">
        Comparing…{" "}
        {state.receivedBytes > 0 && `${formatBytes(state.receivedBytes)} have been read.`}
      </p>
    );
  if (state.kind === "failed")
    return (
      <p role="alert" className="px-3.5 py-4">
        <b className="font-semibold text-failed">Not compared.</b> {state.reason}{" "}
        <button type="button" onClick={onRetry} className="button-ghost underline">
          Try again
        </button>
      </p>
    );
  return <Compared part={part} diff={state.diff} />;
}

function Compared({ part, diff }: { part: string; diff: OpenDiff }) {
  const [shown, setShown] = useState<{ view: DiffView; count: number }>({
    view: "differences",
    count: diff.rowCount,
  });
  const [active, setActive] = useState<{ row: number } | null>(null);
  const { counts } = diff;
  const sum = counts.added + counts.removed + counts.changed + counts.moved;

  const show = async (view: DiffView) => {
    const count = await diff.countRows(view);
    setActive(null);
    setShown({ view, count });
  };
  const step = async (by: 1 | -1) => {
    const from = active?.row ?? (by === 1 ? -1 : shown.count);
    const row = await diff.findDifference(shown.view, from, by);
    if (row >= 0) setActive({ row });
  };

  return (
    <>
      <div className="flex min-h-[42px] flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3.5 py-1.5">
        <p role="status" className="text-[12.5px]">
          {describe(counts)}
        </p>
        <div className="ml-auto flex flex-wrap items-center gap-1">
          {sum > 0 && (
            <>
              <button type="button" className="button-ghost" onClick={() => step(-1)}>
                Previous
              </button>
              <button type="button" className="button-ghost" onClick={() => step(1)}>
                Next difference
              </button>
            </>
          )}
          <Segmented
            label={`What is shown of the ${part}`}
            options={views}
            value={shown.view}
            onChange={(view) => void show(view)}
          />
        </div>
      </div>
      {(sum + counts.masked > 0 || shown.view === "all") && (
        <DiffLines
          key={shown.view}
          label={`Differences in the ${part}`}
          diff={diff}
          view={shown.view}
          count={shown.count}
          active={active}
        />
      )}
    </>
  );
}

function describe({ added, removed, changed, moved, masked }: DiffCounts): string {
  const found = [
    [changed, "changed"],
    [added, "only in B"],
    [removed, "only in A"],
    [moved, "moved"],
  ] as const;
  const told = found.flatMap(([count, word]) =>
    count === 0 ? [] : `${count.toLocaleString("en")} ${word}`,
  );
  const hidden =
    masked === 0
      ? ""
      : `; ${masked.toLocaleString("en")} masked on both sides, so whether they are equal is not known`;
  if (told.length > 0) return `${told.join(", ")}${hidden}`;
  return masked === 0 ? "The same on both sides." : `The same as far as can be seen${hidden}.`;
}
