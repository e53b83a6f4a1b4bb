"use client";
import { useEffect, useRef, useState } from "react";
import { lookupLong } from "#lib/client/lookup-long.ts";
import { formatCount } from "#lib/domain/format/format-count.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { isOpen, type LookupAnswer } from "#lib/domain/paste/lookup.ts";
import { lookUpOpen } from "#lib/domain/paste/lookup-steps.ts";
import { toMessage } from "#lib/domain/to-message.ts";

type Props = {
  answer: LookupAnswer;
  onTold: (told: LookupAnswer) => void;
  /** This lookup once more, which goes on by itself: for pages without JavaScript. */
  again: string;
  zone: string;
};

type Run = {
  asked: number;
  total: number;
  /** When it goes on, while a limit is used up. */
  pausedUntil: number | null;
  fault: string | null;
  /** When it was over: what is still open has no answer. */
  endedAt: number | null;
};

/** The way to ask for all that was not asked for, or not answered: in steps, for as long as the reader lets it. */
export function AskRest({ answer, onTold, again, zone }: Props) {
  const total = answer.data.filter(isOpen).length;
  const [run, setRun] = useState<Run | null>(null);
  const [isRunning, setRunning] = useState(false);
  const stopper = useRef<AbortController>(null);

  useEffect(() => () => stopper.current?.abort(), []);

  async function start() {
    const { signal } = (stopper.current = new AbortController());
    const clockwork = {
      lookUp: (text: string) => lookupLong(text, signal),
      wait: (ms: number) => sleep(ms, signal),
    };
    const begun: Run = { asked: 0, total, pausedUntil: null, fault: null, endedAt: null };
    setRun(begun);
    setRunning(true);
    try {
      for await (const { told, asked, pauseMs } of lookUpOpen(answer, clockwork)) {
        if (signal.aborted) return;
        onTold(told);
        setRun({ ...begun, asked, pausedUntil: pauseMs === null ? null : Date.now() + pauseMs });
      }
      setRun({ ...begun, endedAt: Date.now() });
    } catch (error) {
      if (!signal.aborted) setRun({ ...begun, fault: toMessage(error) });
    } finally {
      if (stopper.current?.signal === signal) setRunning(false);
    }
  }

  if (total === 0 && !isRunning) return null;
  const ids = `${formatCount(total)} ${total === 1 ? "ID" : "IDs"}`;
  const endedAt = run?.endedAt ?? null;
  return (
    <div className="panel mb-2 flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-2.5">
      <button
        type="button"
        className="button noscript:hidden"
        onClick={isRunning ? () => stopper.current?.abort() : start}
      >
        {isRunning ? "Stop" : `Ask for ${ids}`}
      </button>
      <a href={again} className="button hidden no-underline noscript:inline-flex">
        Ask for more
      </a>
      {isRunning && run && <Progress run={run} zone={zone} />}
      <span role="status" className="text-muted">
        {!isRunning &&
          (endedAt === null
            ? "Each takes a request of its source’s limit."
            : `${ids} had no answer at ${formatInstant(endedAt, zone, "time")}.`)}
      </span>
      {run?.fault != null && (
        <span role="alert" className="text-failed">
          {run.fault}
        </span>
      )}
    </div>
  );
}

function Progress({ run: { asked, total, pausedUntil }, zone }: { run: Run; zone: string }) {
  return (
    <>
      <progress aria-label="IDs asked for" max={total} value={asked} />
      <span className="text-muted">
        {formatCount(asked)} of {formatCount(total)} asked
        {pausedUntil !== null &&
          `. The limit is used up, and starts anew at ${formatInstant(pausedUntil, zone, "time")}.`}
      </span>
    </>
  );
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
