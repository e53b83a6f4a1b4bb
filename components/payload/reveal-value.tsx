"use client";

import { useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { revealMasked, type Revealed } from "#lib/client/reveal-masked.ts";

type RevealValueProps = { href: string; places: number[]; path: string };

/** Asks for a masked value, which is recorded, and shows it until another row is chosen. */
export function RevealValue({ href, places, path }: RevealValueProps) {
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const reveal = async () => {
    setIsAsking(true);
    setRevealed(await revealMasked(href, places));
    setIsAsking(false);
  };
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line px-3.5 py-2 text-[12.5px]">
      {revealed?.text === undefined ? (
        <>
          <span className="text-muted">This value is masked.</span>
          <button
            type="button"
            disabled={isAsking}
            onClick={reveal}
            aria-label={`Reveal ${path}`}
            className="button-ghost border border-line-strong text-text"
          >
            Reveal
          </button>
          <span className="text-faint">Who reveals it is recorded.</span>
        </>
      ) : (
        <>
          <code className="mono min-w-0 wrap-anywhere">{revealed.text}</code>
          <CopyButton label="Copy the revealed value" text={revealed.text} />
          <span className="text-faint">Revealed and recorded.</span>
        </>
      )}
      <span role="alert" className="text-failed empty:hidden">
        {revealed?.problem}
      </span>
    </div>
  );
}
