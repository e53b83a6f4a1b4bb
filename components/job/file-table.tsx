import { StatusIcon } from "#components/ui/status-icon.tsx";
import { statusTones } from "#components/ui/status-tone.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { keyItems } from "#lib/domain/key-items.ts";
import type { JobStatus } from "#lib/domain/job.ts";
import type { JobFile } from "#lib/domain/job-detail.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

type FileTableProps = { id: string; title: string; files: readonly JobFile[]; isOver: boolean };

/** Files and what became of them, behind their number. A link to the list opens it. */
export function FileTable({ id, title, files, isOver }: FileTableProps) {
  return (
    <details className="border-t border-line">
      <summary className="px-3.5 py-2.5 font-semibold">{title}</summary>
      <ul
        id={id}
        tabIndex={0}
        aria-label={title}
        className="max-h-96 divide-y divide-line overflow-auto border-t border-line"
      >
        {keyItems(files).map(({ key, item: file }) => (
          <li
            key={key}
            className="grid grid-cols-[1fr_auto] items-start gap-x-3 px-3.5 py-2 text-[12.5px]"
          >
            <span className="mono min-w-0 wrap-anywhere">{toVisibleText(file.name)}</span>
            <FileState file={file} isOver={isOver} />
            {file.status === "failed" && (
              <span className="col-span-2 break-words whitespace-pre-wrap text-muted">
                {file.error ?? "The upstream gave no reason."}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Of a job that is over. */
const leftWords: Partial<Record<JobStatus, string>> = {
  queued: "Not begun",
  running: "Not finished",
};

function FileState({ file, isOver }: { file: JobFile; isOver: boolean }) {
  const left = isOver && leftWords[file.status];
  const status = left ? "canceled" : file.status;
  return (
    <span className={`flex items-center gap-1.5 ${statusTones[status].text}`}>
      <StatusIcon status={status} /> {left || statusWords[status]}
      {file.elapsedMs !== null && file.elapsedMs > 0 && (
        <span className="text-muted">· {formatDuration(file.elapsedMs)}</span>
      )}
    </span>
  );
}
