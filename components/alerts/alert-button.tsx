"use client";
import { useEffect, useRef } from "react";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import { isAsked } from "./alert-choices.ts";
import { AlertToggle } from "./alert-toggle.tsx";

/** Asks to be told when the job ends, and tells it. */
export function AlertButton({ job }: { job: Job }) {
  const ended = isTerminal(job.status);
  /** Also by a page that was loaded again while the job ended. */
  const isOwed = useRef<boolean | null>(null);

  useEffect(() => {
    if (!ended) isOwed.current = true;
    else isOwed.current ??= isAsked(job);
    if (!ended || !isOwed.current) return;
    isOwed.current = false;
    void import("./notify.ts").then(({ announceEnd }) => announceEnd(job));
  }, [ended, job]);

  return ended ? null : <AlertToggle refs={[job]} />;
}
