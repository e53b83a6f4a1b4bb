import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { statusTones } from "#components/ui/status-tone.ts";
import type { Job } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

type JobErrorPanelProps = {
  job: Job;
  /** How many others failed like this, drawn by the server. */
  alike?: ReactNode;
  /** Nobody has read the job's own record yet. */
  isUnread?: boolean;
};

/** What went wrong, before anything else; of a failure without an error, that nobody told. */
export default function JobErrorPanel({ job, alike, isUnread }: JobErrorPanelProps) {
  const { error, events, detail, status } = job;
  const shown = status === "partial" ? status : "failed";
  const { text } = statusTones[shown];
  return (
    <section
      aria-label="Error"
      className="panel mb-4 flex items-start gap-3 px-4 py-3"
      style={{ borderColor: `color-mix(in oklch, var(--${shown}) 40%, transparent)` }}
    >
      <span className={`mt-px ${text}`}>
        <StatusIcon status={shown} />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className={`font-semibold break-words ${text}`}>
          {toVisibleText(error?.code ?? "") || statusWords[shown]}
        </h2>
        <p className="mt-0.5 max-h-72 overflow-auto break-words whitespace-pre-wrap">
          {error
            ? toVisibleText(error.message) || "The upstream gave no message."
            : isUnread
              ? "The reason was not read yet."
              : "There is no reason from the upstream."}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-4 text-[12.5px] text-muted">
          {alike}
          {detail?.files.some((file) => file.status === "failed") && (
            <a href="#failed-files">The files that failed</a>
          )}
          {events.some((event) => event.status === "failed") && (
            <a href="#failed-event">Where it failed in the timeline</a>
          )}
        </p>
      </div>
      {error && (
        <CopyButton
          text={[error.code, error.message].filter((part) => part !== "").join(": ")}
          label="Copy the error"
        />
      )}
    </section>
  );
}
