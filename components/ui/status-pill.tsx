import type { JobStatus } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { StatusIcon } from "./status-icon.tsx";
import { statusTones } from "./status-tone.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

type Props = { status: JobStatus; rawStatus?: string };

/** The status of a job in our word; the upstream's on hover, and beside it when ours says nothing. */
export function StatusPill({ status, rawStatus = "" }: Props) {
  const { text, soft } = statusTones[status];
  const isOpaque = status === "unknown" && rawStatus !== "";
  return (
    <span
      className={`inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-xl pr-2.5 pl-2 text-[13.5px] leading-4 font-semibold ${text} ${soft}`}
      title={rawStatus === "" ? undefined : `The upstream says ${rawStatus}`}
    >
      <StatusIcon status={status} size={14} />
      {statusWords[status]}
      {isOpaque && (
        <span className="min-w-0 mono font-normal wrap-anywhere">{toVisibleText(rawStatus)}</span>
      )}
    </span>
  );
}
