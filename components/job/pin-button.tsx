"use client";
import { useEffect, useState } from "react";
import type { JobRef } from "#lib/domain/job.ts";

/** Keeps the job on the first page of this browser; being here, it is among those opened lately. */
export function PinButton({ job, initial }: { job: JobRef; initial: boolean }) {
  const [isPinned, setPinned] = useState(initial);
  const { source, id } = job;

  useEffect(() => keep("opened", { source, id }, true), [source, id]);

  return (
    <button
      type="button"
      className="button noscript:hidden"
      aria-pressed={isPinned}
      onClick={() => {
        keep("pinned", { source, id }, !isPinned);
        setPinned(!isPinned);
      }}
    >
      {isPinned ? "Pinned" : "Pin"}
    </button>
  );
}

function keep(kind: "pinned" | "opened", job: JobRef, isKept: boolean): void {
  void import("#lib/client/keep-job.ts").then(({ keepJob }) => keepJob(kind, job, isKept));
}
