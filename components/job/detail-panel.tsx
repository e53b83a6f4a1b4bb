import type { JobDetail } from "#lib/domain/job-detail.ts";
import { FileTable } from "./file-table.tsx";
import { PipelineNodes } from "./pipeline-nodes.tsx";

/** What the job works through: its stations with their counts, and its files. */
export default function DetailPanel({ detail, isOver }: { detail: JobDetail; isOver: boolean }) {
  const { nodes, files, fileCount, failedCount, timeNote } = detail;
  const failed = files.filter(({ status }) => status === "failed");
  const others = files.filter(({ status }) => status !== "failed");
  if (nodes.length === 0 && files.length === 0 && timeNote === null) return null;
  return (
    <section aria-labelledby="detail-title" className="panel min-w-0">
      <header className="flex flex-wrap items-baseline gap-x-3 border-b border-line px-3.5 py-2.5">
        <h2 id="detail-title" className="text-[13.5px] font-semibold">
          Pipeline
        </h2>
        <span className="text-[12.5px] text-muted">{describeFiles(fileCount, failedCount)}</span>
      </header>
      {nodes.length === 0 ? (
        <p className="px-3.5 py-3 text-[12.5px] text-muted">
          The upstream tells nothing of its stations.
        </p>
      ) : (
        <PipelineNodes nodes={nodes} isOver={isOver} />
      )}
      {failed.length > 0 && (
        <FileTable
          id="failed-files"
          title={toTitle(failed.length, failedCount, "failed")}
          files={failed}
          isOver={isOver}
        />
      )}
      {others.length > 0 && (
        <FileTable
          id="files"
          title={toTitle(
            others.length,
            (fileCount ?? 0) - (failedCount ?? 0),
            failed.length > 0 ? "more" : "",
          )}
          files={others}
          isOver={isOver}
        />
      )}
      {timeNote !== null && (
        <p className="border-t border-line px-3.5 py-2 text-[12.5px] text-faint">{timeNote}</p>
      )}
    </section>
  );
}

function describeFiles(fileCount: number | null, failedCount: number | null): string {
  if (fileCount === null) return "";
  const files = fileCount === 1 ? "1 file" : `${fileCount} files`;
  return failedCount ? `${files}, ${failedCount} failed` : files;
}

function toTitle(shown: number, all: number | null, word: string): string {
  const count = Math.max(shown, all ?? 0);
  const files = `${count} ${count === 1 ? "file" : "files"} ${word}`.trimEnd();
  return count > shown ? `${files}, ${shown} of them listed` : files;
}
