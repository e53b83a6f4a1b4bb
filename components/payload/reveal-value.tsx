"use client";

import { useEffect, useRef, useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { toMessage } from "#lib/domain/to-message.ts";
import { canReveal, revealMasked } from "#lib/client/reveal-masked.ts";
import { toCopyable } from "./to-copyable.ts";
import { toSaid } from "./to-said.ts";
import { useAnswer } from "./use-answer.ts";

type RevealValueProps = {
  href: string;
  places: number[];
  path: string;
  /** The value as it is shown. */
  masked: string;
};

/** Asks for a masked value, which is recorded, and shows it until another row is chosen. A viewer is told who may. */
export function RevealValue({ href, places, path, masked }: RevealValueProps) {
  const [text, setText] = useState<string | null>(null);
  const shown = useRef<HTMLOutputElement>(null);
  useEffect(() => shown.current?.focus(), [text]);
  const [problem, setProblem] = useState("");
  const [isAsking, setIsAsking] = useState(false);
  const isAllowed = useAnswer<boolean | null>(canReveal, null, []);
  const reveal = async () => {
    setIsAsking(true);
    setProblem("");
    await revealMasked(href, places).then(
      (written) => setText(toSaid(written)),
      (error: unknown) => setProblem(toMessage(error)),
    );
    setIsAsking(false);
  };
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line px-3.5 py-2 text-[12.5px]">
      {text === null ? (
        <>
          <span className="text-muted">
            {isAllowed === false
              ? "This value is masked. An operator can reveal it."
              : "This value is masked."}
          </span>
          {isAllowed && (
            <>
              <button
                type="button"
                disabled={isAsking}
                onClick={reveal}
                aria-label={`Reveal ${path}`}
                className="button-ghost border border-line-strong text-text"
              >
                Reveal
              </button>
              <span className="text-faint">Each reveal is recorded, with your name.</span>
            </>
          )}
        </>
      ) : (
        <>
          <output ref={shown} tabIndex={-1} className="mono min-w-0 wrap-anywhere">
            {toVisibleText(text)}
          </output>
          <CopyButton label="Copy the revealed value" text={() => toCopyable(text)} />
          <span className="text-faint">
            {text === masked && "The upstream wrote it so: nothing is masked in it. "}
            Revealed and recorded.
          </span>
        </>
      )}
      <span role="alert" className="text-failed empty:hidden">
        {problem}
      </span>
    </div>
  );
}
