"use client";
import type { ReactNode } from "react";
import JobErrorPanel from "#components/job/job-error-panel.tsx";
import { JobFacts } from "#components/job/job-facts.tsx";
import { PayloadPanel } from "#components/payload/payload-panel.tsx";
import { useZone } from "#components/shell/preferences.tsx";
import { TimelinePanel } from "#components/timeline/timeline-panel.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { StatusPill } from "#components/ui/status-pill.tsx";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import type { OpenedDocument, OpenedJobFile } from "./open-job-file.ts";

type JobFileViewProps = { file: OpenedJobFile; children: ReactNode };

/** A job as it was when it was saved. Its clocks stand still at that instant. */
export function JobFileView({ file, children }: JobFileViewProps) {
  const { job, savedAt } = file;
  const zone = useZone();
  const clock = { now: savedAt, zone, frozen: true };
  return (
    <article>
      <title>{`${toVisibleText(job.type) || job.id} · from a file`}</title>
      <p
        role="status"
        className="panel mb-4 flex flex-wrap items-center gap-x-4 gap-y-1 border-partial px-4 py-2.5 text-[13.5px]"
      >
        <span className="min-w-0 wrap-anywhere">
          <b className="font-semibold text-partial">
            From a file, saved at{" "}
            {savedAt === 0
              ? "an unknown time"
              : `${formatInstant(savedAt, zone, "dateTime")} ${zone}`}
            .
          </b>{" "}
          {file.name} shows the job as it was then. Nothing is stored, and no upstream was asked.
        </span>
        <span className="ml-auto flex gap-4 whitespace-nowrap max-sm:ml-0">
          <PageLink href={toJobPath(job)} className="underline">
            Look it up now
          </PageLink>
          {children}
        </span>
      </p>
      <header>
        <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1.5">
          <h1 className="min-w-0 text-[21px] leading-[26px] font-semibold tracking-[-.015em] break-words">
            {toVisibleText(job.type) || "Job without a type"}
          </h1>
          <StatusPill status={job.status} rawStatus={job.rawStatus} />
        </div>
        <p className="mono mt-1 flex items-center gap-1 text-muted">
          <span className="break-all">{job.id}</span>
          <CopyButton text={job.id} label="Copy the job ID" />
        </p>
      </header>
      <JobFacts job={job} frozenNote="as it was saved" {...clock} />
      {(job.error || job.status === "failed") && <JobErrorPanel job={job} />}
      <div className="grid items-start gap-4 min-[1000px]:grid-cols-[minmax(0,1.08fr)_minmax(0,1fr)]">
        <TimelinePanel job={job} {...clock} />
        <div className="grid min-w-0 gap-4">
          <DocumentPanel title="Payload" id={job.id} document={file.payload} />
          <DocumentPanel title="Results" id={job.id} document={file.results} />
        </div>
      </div>
    </article>
  );
}

type DocumentPanelProps = {
  title: "Payload" | "Results";
  id: string;
  document: OpenedDocument | null;
};

function DocumentPanel({ title, id, document }: DocumentPanelProps) {
  const part = title.toLowerCase();
  return (
    <PayloadPanel
      title={title}
      href={document?.href ?? ""}
      totalBytes={document?.totalBytes ?? null}
      slice={document?.slice ?? null}
      complete={document?.isWhole ?? true}
      version={document?.href ?? ""}
      fileName={`${id}-${part}.json`}
      absent={`No ${part} in this file.`}
    />
  );
}
