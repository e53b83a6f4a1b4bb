"use client";
import { useEffect, useRef, useState } from "react";
import { fetchJson, ProblemResponse } from "#lib/client/fetch-json.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import type { JobRef } from "#lib/domain/job.ts";

type CancelDialogProps = { job: JobRef; sourceLabel: string; onClose: () => void };

/** Whether the job is really to be canceled, and what became of asking. */
export default function CancelDialog({ job, sourceLabel, onClose }: CancelDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    keep.current?.focus();
  }, []);

  async function cancel() {
    setBusy(true);
    try {
      await fetchJson(`/api${toJobPath(job)}/cancel`, { method: "POST" });
      dialog.current?.close();
    } catch (error) {
      setFailure(toSentence(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby="cancel-title"
      onClose={onClose}
      // Once the upstream was asked, leaving would stop nothing and hide what came of it.
      onCancel={(event) => isBusy && event.preventDefault()}
      className="panel m-auto w-[min(26rem,calc(100vw-2rem))] p-5 text-text shadow-xl"
    >
      <h2 id="cancel-title" className="mb-1 text-[17px] font-semibold tracking-[-.01em]">
        Cancel this job?
      </h2>
      <p className="mb-2 text-muted">
        {sourceLabel} is asked to stop it. That cannot be undone, and is recorded under your name.
      </p>
      <p className="mono mb-4 break-all text-muted">{job.id}</p>
      {failure !== null && (
        <p role="alert" className="mb-4 text-failed">
          {failure}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          className="button border-failed/45 text-failed"
          onClick={() => void cancel()}
          disabled={isBusy}
        >
          {isBusy ? "Asking…" : "Cancel the job"}
        </button>
        <button
          ref={keep}
          type="button"
          className="button"
          onClick={() => dialog.current?.close()}
          disabled={isBusy}
        >
          Keep it running
        </button>
      </div>
    </dialog>
  );
}

function toSentence(error: unknown): string {
  if (!(error instanceof ProblemResponse)) return "Gantry cannot be reached.";
  const { detail, code, requestId } = error.problem;
  return `${detail} (${code}, ${requestId})`;
}
