"use client";
import { useEffect, useState, type ReactNode } from "react";
import { Icon } from "./icon.tsx";

const announceMs = 2_000;
const marks = { "": <Icon name="copy" size={14} />, Copied: "✓", "Could not copy": "not copied" };

type CopyButtonProps = {
  /** A function is asked only when the button is pressed. */
  text: string | (() => string | Promise<string>);
  label: string;
  children?: ReactNode;
  /** Where it stands among buttons. */
  className?: string;
};

const quiet =
  "inline-flex h-6 min-w-6 items-center justify-center rounded-md px-1.5 text-[12.5px] text-muted hover:bg-sunken hover:text-text";

export function CopyButton({ text, label, children, className = quiet }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<keyof typeof marks>("");

  useEffect(() => {
    if (outcome === "") return undefined;
    const timer = setTimeout(() => setOutcome(""), announceMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      const { copyText } = await import("./copy-text.ts");
      const isCopied = await copyText(typeof text === "string" ? text : await text());
      setOutcome(isCopied ? "Copied" : "Could not copy");
    } catch {
      setOutcome("Could not copy");
    }
  };

  return (
    <span className="relative inline-flex shrink-0 noscript:hidden">
      <button
        type="button"
        aria-label={label}
        title={children === undefined ? label : undefined}
        onClick={copy}
        className={className}
      >
        {children ?? marks[outcome]}
      </button>
      <output
        className={
          children === undefined || outcome === ""
            ? "sr-only"
            : "pointer-events-none absolute inset-0 flex items-center justify-center rounded-md bg-sunken text-[12.5px] whitespace-nowrap text-text"
        }
      >
        {outcome}
      </output>
    </span>
  );
}
