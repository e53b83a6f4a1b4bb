"use client";
import { useEffect, useState } from "react";
import { watchLive } from "#lib/client/live/tab-connection.ts";
import { applyFrame, type LiveJob } from "#lib/domain/apply-frame.ts";
import { isTerminal, toJobKey, type Job } from "#lib/domain/job.ts";
import { takeDrawn } from "#lib/domain/take-drawn.ts";

/**
 * The job as the server drew it, kept current until it has ended. `isOld`: the upstream did not answer in time for
 * the drawing, so that also the record of a job that has ended is still to come.
 */
export function useLiveJob(initial: Job, isOld = false): LiveJob {
  const [view, setView] = useState<LiveJob>({ job: initial, link: null, problem: null });
  const [drawn, setDrawn] = useState(initial);
  if (drawn !== initial) {
    setDrawn(initial);
    setView(takeDrawn(view, initial));
  }
  const key = toJobKey(initial);
  const isOpen =
    view.link === null ? isOld || !isTerminal(initial.status) : view.link.state !== "ended";

  useEffect(() => {
    if (!isOpen) return;
    return watchLive([key], false, (frame) => setView((known) => applyFrame(known, frame)));
  }, [key, isOpen]);

  return view;
}
