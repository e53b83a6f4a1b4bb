"use client";
import type { ReactNode } from "react";
import { AlertButton } from "#components/alerts/alert-button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Job } from "#lib/domain/job.ts";
import type { Link as LiveLink } from "#lib/domain/live-frame.ts";
import type { ProblemDocument } from "#lib/domain/problem.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { LinkBadge } from "./link-badge.tsx";
import { RefreshButton } from "./refresh-button.tsx";

type JobHeadProps = {
  job: Job;
  link: LiveLink | null;
  problem: ProblemDocument | null;
  /** The jobs above this one, drawn by the server. */
  wayUp: ReactNode;
  sourceLabel: string;
  /** What else can be done with the job, drawn by the server. */
  actions: ReactNode;
};

export function JobHead({ job, link, problem, wayUp, sourceLabel, actions }: JobHeadProps) {
  const type = toVisibleText(job.type);
  return (
    <header>
      <nav
        aria-label="Where this job belongs"
        className="mb-2.5 flex flex-wrap gap-1.5 text-[12.5px] text-muted"
      >
        <span>{sourceLabel}</span>
        <span aria-hidden="true" className="text-line-strong">
          /
        </span>
        {wayUp}
        <b className="font-normal wrap-anywhere text-text">{type || "no type"}</b>
      </nav>
      <div className="flex flex-wrap items-start gap-x-3.5 gap-y-2">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1.5">
            <h1 className="min-w-0 text-[21px] leading-[26px] font-semibold tracking-[-.015em] break-words">
              {type || "Job without a type"}
            </h1>
            <LinkBadge job={job} link={link} />
          </div>
          <p className="mono mt-1 flex items-center gap-1 text-muted">
            <span className="break-all">{job.id}</span>
            <CopyButton text={job.id} label="Copy the job ID" />
          </p>
        </div>
        <div className="relative ml-auto button-rows flex flex-wrap gap-2 max-sm:ml-0 max-sm:w-full">
          {actions}
          <AlertButton job={job} />
          <RefreshButton job={job} />
        </div>
      </div>
      {problem && (
        <p className="mt-3 text-[12.5px] text-partial">
          {problem.title}: {problem.detail}
        </p>
      )}
    </header>
  );
}
