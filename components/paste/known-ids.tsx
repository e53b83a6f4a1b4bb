"use client";
import { useEffect, useState, type KeyboardEvent } from "react";
import { PageLink } from "#components/ui/page-link.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { listKnownIds } from "#lib/client/list-known-ids.ts";
import { isIdPrefix } from "#lib/domain/paste/id-prefix.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

const pauseMs = 150;

/** Known jobs whose ID begins as what was typed. */
export default function KnownIds({ text }: { text: string }) {
  const [jobs, setJobs] = useState<JobSummary[]>([]);

  useEffect(() => {
    if (!isIdPrefix(text.trim())) return setJobs([]);
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setJobs(await listKnownIds(text, controller.signal));
      } catch {
        // What cannot be offered is no loss: Enter opens what was typed.
        if (!controller.signal.aborted) setJobs([]);
      }
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);

  if (jobs.length === 0) return null;
  return (
    <ul
      aria-label="Known jobs that begin like this"
      className="panel absolute inset-x-0 top-full z-30 mt-1 p-1 shadow-lg not-group-focus-within:hidden"
    >
      {jobs.map((job) => (
        <li key={toJobKey(job)}>
          <PageLink
            href={toJobPath(job)}
            onKeyDown={moveFocus}
            className="flex min-h-8 items-center gap-2 rounded-md px-2 no-underline hover:bg-sunken focus-visible:-outline-offset-2"
          >
            <StatusIcon status={job.status} />
            <span className="sr-only">{statusWords[job.status]}</span>
            <span className="mono truncate">{job.id}</span>
            <span className="ml-auto truncate text-[12.5px] text-muted">
              {toVisibleText(job.type)}
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

function moveFocus(event: KeyboardEvent<HTMLAnchorElement>): void {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const links = [...(event.currentTarget.closest("ul")?.querySelectorAll("a") ?? [])];
  const at = links.findIndex((link) => link === document.activeElement);
  links[at + step]?.focus();
}
