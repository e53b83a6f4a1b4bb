"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { KeyboardEvent } from "react";
import { toPattern } from "#lib/domain/json-find.ts";
import type { JsonModel } from "#lib/domain/json-model.ts";
import { searchNodes } from "./search-nodes.ts";

type PayloadFindProps = {
  title: string;
  model: JsonModel;
  onHit: (node: number) => void;
  onHighlight: (highlight: RegExp | null) => void;
  onClose: () => void;
};

type Found = { nodes: readonly number[]; isDone: boolean };

const nothing: Found = { nodes: [], isDone: true };

export function PayloadFind({ title, model, onHit, onHighlight, onClose }: PayloadFindProps) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState(nothing);
  const [current, setCurrent] = useState(0);

  const goTo = (hit: number, nodes = found.nodes) => {
    const place = (hit + nodes.length) % nodes.length;
    const node = nodes[place];
    if (node === undefined) return;
    setCurrent(place);
    onHit(node);
  };

  const search = (text: string) => {
    setQuery(text);
    setFound(text === "" ? nothing : { nodes: [], isDone: false });
    onHighlight(text === "" ? null : new RegExp(`(${toPattern(text)})`, "gi"));
  };

  const goToFirst = useEffectEvent((nodes: readonly number[]) => goTo(0, nodes));
  useEffect(() => {
    if (query === "") return undefined;
    const controller = new AbortController();
    let isFirst = true;
    void searchNodes(model, query, controller.signal, (nodes, isDone) => {
      setFound({ nodes, isDone });
      if (isFirst && nodes.length > 0) {
        isFirst = false;
        goToFirst(nodes);
      }
    });
    return () => controller.abort();
  }, [model, query]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter") goTo(event.shiftKey ? current - 1 : current + 1);
    else return;
    event.preventDefault();
  };

  const total = found.nodes.length.toLocaleString("en");
  const more = found.isDone ? "" : "…";
  const count =
    found.nodes.length > 0
      ? `${(current + 1).toLocaleString("en")} of ${total}${more}`
      : found.isDone
        ? "No hits"
        : "Searching…";
  return (
    <search className="flex min-h-10 items-center gap-1 border-b border-line py-1 pr-2 pl-3.5">
      <input
        autoFocus
        type="text"
        aria-label={`Find in the ${title.toLowerCase()}`}
        placeholder="Find a key or value"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={query}
        onChange={(event) => search(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-7 min-w-0 flex-1 rounded-md border border-line-strong bg-bg px-2 font-mono text-[12.5px] text-text placeholder:text-faint"
      />
      <output className="px-1.5 text-xs whitespace-nowrap text-muted tabular-nums">
        {query === "" ? "" : count}
      </output>
      <Step label="Previous hit" onClick={() => goTo(current - 1)} path="m4 10 4-4 4 4" />
      <Step label="Next hit" onClick={() => goTo(current + 1)} path="m4 6 4 4 4-4" />
      <Step label="Close" onClick={onClose} path="m4.5 4.5 7 7m0-7-7 7" />
    </search>
  );
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
