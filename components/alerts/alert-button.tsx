"use client";
import { useEffect, useRef, useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import { isAsked, setAsked } from "./alert-choices.ts";

/** Asks to be told when the job ends, and tells it. */
export function AlertButton({ job }: { job: Job }) {
  const [asked, setAskedState] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const ended = isTerminal(job.status);
  /** Also by a page that was loaded again while the job ended. */
  const isOwed = useRef<boolean | null>(null);

  useEffect(() => setAskedState(isAsked(job)), [job]);
  useEffect(() => {
    isOwed.current ??= !ended || isAsked(job);
    if (!ended || !isOwed.current) return;
    isOwed.current = false;
    void import("./announce-end.ts").then(({ announceEnd }) => announceEnd(job));
  }, [ended, job]);

  async function toggle() {
    const { askPermission } = await import("./ask-permission.ts");
    const refused = asked ? null : await askPermission();
    setRefusal(refused);
    setAsked(job, !asked && refused === null);
    setAskedState(isAsked(job));
  }

  if (ended) return null;
  return (
    <button
      type="button"
      className="button noscript:hidden"
      aria-pressed={asked}
      onClick={() => void toggle()}
    >
      <Icon name="bell" size={14} />
      {refusal ?? (asked ? "Will notify" : "Notify me")}
    </button>
  );
}
