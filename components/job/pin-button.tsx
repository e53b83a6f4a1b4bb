"use client";
import { useEffect, useState } from "react";
import { keepJob } from "#lib/client/keep-job.ts";
import type { JobRef } from "#lib/domain/job.ts";

/** Keeps the job on the first page of this browser; being here, it is among those opened lately. */
export function PinButton({ job, initial }: { job: JobRef; initial: boolean }) {
  const [isPinned, setPinned] = useState(initial);
  const { source, id } = job;

  useEffect(() => keepJob("opened", { source, id }, true), [source, id]);

  return (
    <button
      type="button"
      className="button noscript:hidden"
      aria-pressed={isPinned}
      onClick={() => {
        keepJob("pinned", { source, id }, !isPinned);
        setPinned(!isPinned);
      }}
    >
      {isPinned ? "Pinned" : "Pin"}
    </button>
  );
}
