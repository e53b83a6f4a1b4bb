"use client";
import { useState } from "react";
import { onDemand } from "#components/ui/on-demand.tsx";
import type { JobRef } from "#lib/domain/job.ts";

const CancelDialog = onDemand(() => import("./cancel-dialog.tsx"));

type CancelButtonProps = {
  job: JobRef;
  sourceLabel: string;
  /** What became of asking is still told. */
  ended: boolean;
};

/** Asks first; the code for that comes on the first click. */
export function CancelButton({ ended, ...props }: CancelButtonProps) {
  const [asks, setAsks] = useState(false);
  return (
    <>
      {!ended && (
        <button type="button" className="button noscript:hidden" onClick={() => setAsks(true)}>
          Cancel job…
        </button>
      )}
      {asks && <CancelDialog {...props} onClose={() => setAsks(false)} />}
    </>
  );
}
