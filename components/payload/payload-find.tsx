"use client";

import { useEffect, useEffectEvent, useLayoutEffect, useState } from "react";
import type { KeyboardEvent, RefObject } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import { parsePath } from "#lib/domain/json/path.ts";
import type { FoundPart } from "#lib/domain/json/search.ts";
import { queryMax } from "./payload-bounds.ts";
import type { FindMode } from "./questions.ts";
import type { Session } from "./session.ts";
import { toHighlight } from "./to-highlight.ts";

type PayloadFindProps = {
  title: string;
  /** What was typed before this was there; taken over as it comes. */
  typedRef: RefObject<string>;
  session: Session;
  onHit: (node: number) => void;
  onHighlight: (highlight: RegExp | null) => void;
  onClose: () => void;
};

const nothing: FoundPart = { count: 0, isDone: true };
const modes = [
  { value: "text", label: "Text" },
  { value: "key", label: "Key" },
  { value: "path", label: "Path" },
] as const;
const placeholders = {
  text: "Find a key or value",
  key: "Find a key",
  path: "Find a path: $.a[0].b, ..b, [*].b",
};

export default function PayloadFind(props: PayloadFindProps) {
  const { title, typedRef, session, onHit, onHighlight, onClose } = props;
  const [query, setQuery] = useState("");
  const [mode, setMode] = useState<FindMode>("text");
  const [found, setFound] = useState(nothing);
  const [current, setCurrent] = useState(0);

  const goTo = async (hit: number, { count }: FoundPart = found) => {
    if (count === 0) return;
    const index = (hit + count) % count;
    setCurrent(index);
    onHit(await session.ask("hit", { index }));
  };

  const search = (nextQuery: string, nextMode: FindMode) => {
    setQuery(nextQuery);
    setMode(nextMode);
    setFound(nextQuery === "" ? nothing : { count: 0, isDone: false });
    const marks = nextQuery !== "" && nextMode !== "path";
    onHighlight(marks ? toHighlight(nextQuery) : null);
  };

  const takeOver = useEffectEvent(() => {
    const typed = typedRef.current.slice(0, queryMax);
    if (typed !== "") search(typed, mode);
    typedRef.current = "";
  });
  // As part of the exchange of the fields, between which no key can be pressed.
  useLayoutEffect(() => takeOver(), []);

  const goToFirst = useEffectEvent((part: FoundPart) => void goTo(0, part));
  useEffect(() => {
    if (query === "") return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const run = async () => {
      for (let part: FoundPart = { count: 0, isDone: false }; !part.isDone && !signal.aborted;) {
        const isFirst = part.count === 0;
        part = await session.ask("find", { query, mode });
        if (signal.aborted) return;
        setFound(part);
        if (isFirst && part.count > 0) goToFirst(part);
        if (!part.isDone) await nextTask();
      }
    };
    void run();
    return () => controller.abort();
  }, [session, query, mode]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter") void goTo(event.shiftKey ? current - 1 : current + 1);
    else return;
    event.preventDefault();
  };

  const total = found.count.toLocaleString("en");
  const more = found.isDone ? "" : "…";
  const count =
    found.count > 0
      ? `${(current + 1).toLocaleString("en")} of ${total}${more}`
      : found.isDone
        ? mode === "path" && parsePath(query) === null
          ? "Not a path that can be searched"
          : "No hits"
        : "Searching…";
  return (
    <search className="flex min-h-10 flex-wrap items-center gap-1 border-b border-line py-1 pr-2 pl-3.5">
      <input
        autoFocus
        type="text"
        aria-label={`Find in the ${title.toLowerCase()}`}
        placeholder={placeholders[mode]}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={queryMax}
        value={query}
        onChange={(event) => search(event.target.value, mode)}
        onKeyDown={onKeyDown}
        className="h-7 min-w-40 flex-1 rounded-md border border-line-strong bg-bg px-2 font-mono text-[12.5px] text-text placeholder:text-faint"
      />
      <Segmented
        label="What to find"
        options={modes}
        value={mode}
        onChange={(next) => search(query, next)}
      />
      <output className="px-1.5 text-[12.5px] whitespace-nowrap text-muted tabular-nums">
        {query === "" ? "" : count}
      </output>
      <Step label="Previous hit" onClick={() => void goTo(current - 1)} path="m4 10 4-4 4 4" />
      <Step label="Next hit" onClick={() => void goTo(current + 1)} path="m4 6 4 4 4-4" />
      <Step label="Close" onClick={onClose} path="m4.5 4.5 7 7m0-7-7 7" />
    </search>
  );
}

/** A short document is searched by the page itself, which has other things to do in between. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function Step({ label, onClick, path }: { label: string; onClick: () => void; path: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text"
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
    </button>
  );
}
