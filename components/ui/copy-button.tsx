"use client";

import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { copyText } from "./copy-text.ts";

const announceMs = 2_000;

type CopyButtonProps = {
  /** A function is asked only when the button is pressed. */
  text: string | (() => string | Promise<string>);
  label: string;
  children?: ReactNode;
};

export function CopyButton({ text, label, children }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"Copied" | "Could not copy" | "">("");

  useEffect(() => {
    if (outcome === "") return undefined;
    const timer = setTimeout(() => setOutcome(""), announceMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    const isCopied = await copyText(typeof text === "string" ? text : await text());
    setOutcome(isCopied ? "Copied" : "Could not copy");
  };

  return (
    <span className="relative inline-flex shrink-0 noscript:hidden">
      <button
        type="button"
        aria-label={label}
        title={children === undefined ? label : undefined}
        onClick={copy}
        className="inline-flex h-6 min-w-6 items-center justify-center rounded-md px-1.5 text-xs font-medium text-muted hover:bg-sunken hover:text-text"
      >
        {children ?? (outcome === "Copied" ? "✓" : <CopyIcon />)}
      </button>
      <output
        className={
          children === undefined || outcome === ""
            ? "sr-only"
            : "pointer-events-none absolute inset-0 flex items-center justify-center rounded-md bg-sunken text-xs font-medium whitespace-nowrap text-text"
        }
      >
        {outcome}
      </output>
    </span>
  );
}

function CopyIcon() {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      aria-hidden="true"
    >
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.8" />
      <path d="M3.4 10.5A1.5 1.5 0 0 1 2.5 9V4A1.5 1.5 0 0 1 4 2.5h5a1.5 1.5 0 0 1 1.4 1" />
    </svg>
  );
}
