import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { Activity, Suspense } from "react";
import { AlikeNote } from "#components/job/alike-note.tsx";
import { CancelButton } from "#components/job/cancel-button.tsx";
import { StaticGallery } from "#components/artifacts/static-gallery.tsx";
import { JobActions } from "#components/job/job-actions.tsx";
import { JobFamily } from "#components/job/job-family.tsx";
import { KnownJobs } from "#components/jobs/known-jobs.tsx";
import { PinButton } from "#components/job/pin-button.tsx";
import { JobView } from "#components/job/job-view.tsx";
import { JobProblem } from "#components/job/job-problem.tsx";
import { UnreadTimeline } from "#components/job/unread-timeline.tsx";
import { WayUp } from "#components/job/way-up.tsx";
import { PayloadPanel } from "#components/payload/payload-panel.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { toJobVerdict } from "#components/verdict/job-verdict.tsx";
import { toJobPath } from "#lib/domain/job-path.ts";
import { isTerminal, toJobKey, type Job } from "#lib/domain/job.ts";
import { keptJobs, parseKeptJobs } from "#lib/domain/kept-jobs.ts";
import { ProblemError, problems } from "#lib/domain/problem.ts";
import { getActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { setPageStatus } from "#lib/server/front/page-status.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { readZone } from "#lib/server/http/read-zone.ts";
import { toLoggedProblem } from "#lib/server/http/route.ts";
import { getAncestors } from "#lib/server/jobs/find-ancestors.ts";
import type { JobContext } from "#lib/server/jobs/get-job.ts";
import { findByPrefix } from "#lib/server/jobs/find-by-prefix.ts";
import { findElsewhere } from "#lib/server/jobs/find-elsewhere.ts";
import { getJobPage, type DocumentSlice } from "#lib/server/jobs/get-job-page.ts";
import { listArtifactEnds } from "#lib/server/jobs/list-artifact-ends.ts";

export const dynamic = "force-dynamic";

export default async function JobPage(context: JobParams) {
  const gantry = await getGantry();
  const page = await readJobRef(context)
    .then((ref) => getJobPage(gantry, ref))
    .catch((error: unknown) => {
      if (error instanceof ProblemError) return error;
      throw error;
    });
  if (page instanceof ProblemError) {
    const { source: name, id } = await context.params;
    const text = toReadable(id);
    const { found, asked } = await findElsewhere(gantry, page, { name, id: text });
    if (found) redirect(toJobPath(found));
    const known = await findByPrefix(gantry.store, text);
    const others = known.filter((job) => job.source !== name || job.id !== text);
    setPageStatus(problems[page.code].status);
    return (
      <JobProblem
        id={text}
        problem={toLoggedProblem(page)}
        asked={asked}
        configured={Array.from(gantry.sources.values(), ({ label }) => label)}
        known={<KnownJobs jobs={others} zone={await readZone()} />}
      />
    );
  }
  const { job, problem, isUnread, payload, results, tree, ancestors, usual, alike } = page;
  const source = gantry.sources.get(job.source);
  const fileEnds = source?.openArtifact ? listArtifactEnds(source, job) : null;
  const now = Date.now();
  const zone = await readZone();
  const { role } = await getActor({ headers: await headers() });
  const canCancel = source?.cancelJob !== undefined && role === "operator";
  return (
    <JobView
      key={toJobKey(job)}
      job={job}
      tree={tree}
      family={<JobFamily tree={tree} />}
      wayUp={
        ancestors.every(({ type }) => type !== null) ? (
          <WayUp ancestors={ancestors} />
        ) : (
          <Suspense fallback={<WayUp ancestors={ancestors} />}>
            <WayUpRead context={gantry} job={job} />
          </Suspense>
        )
      }
      sourceLabel={source?.label ?? job.source}
      fileEnds={fileEnds}
      now={now}
      drawnFor={problem ? null : isTerminal(job.status) ? "ended" : job.status}
      notice={problem && <ProblemNotice problem={toLoggedProblem(problem)} />}
      unread={isUnread ? <UnreadTimeline job={job} now={now} zone={zone} /> : null}
      actions={
        <>
          {canCancel && (
            <CancelButton
              job={{ source: job.source, id: job.id }}
              sourceLabel={source.label}
              ended={isTerminal(job.status)}
            />
          )}
          <PinButton job={{ source: job.source, id: job.id }} initial={await isPinned(job)} />
          <JobActions job={job} />
        </>
      }
      verdict={toJobVerdict(job, usual, now)}
      alike={alike && <AlikeNote {...alike} />}
      documents={
        <>
          <StaticGallery job={job} fileEnds={fileEnds} now={now} zone={zone} />
          <Activity>
            <DocumentPanel
              job={job}
              isUnread={isUnread}
              title="Payload"
              part="payload"
              slice={payload}
            />
          </Activity>
          <Activity>
            <DocumentPanel
              job={job}
              isUnread={isUnread}
              title="Results"
              part="results"
              slice={results}
            />
          </Activity>
        </>
      }
    />
  );
}

async function isPinned(job: Job): Promise<boolean> {
  const { cookie, max } = keptJobs.pinned;
  const pinned = parseKeptJobs((await cookies()).get(cookie)?.value, max);
  return pinned.some((each) => toJobKey(each) === toJobKey(job));
}

/** Waits for the jobs above that nobody has read yet; until then their IDs stand there. */
async function WayUpRead({ context, job }: { context: JobContext; job: Job }) {
  return <WayUp ancestors={await getAncestors(context, job)} />;
}

/** The ID as it was typed, also when the address is not valid percent-encoding. */
function toReadable(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}

type DocumentPanelProps = {
  job: Job;
  isUnread: boolean;
  title: "Payload" | "Results";
  part: "payload" | "results";
  slice: DocumentSlice | null;
};

function DocumentPanel({ job, isUnread, title, part, slice }: DocumentPanelProps) {
  const hasNone =
    part === "results" && !isTerminal(job.status) ? "No results yet." : `No ${part} recorded.`;
  return (
    <PayloadPanel
      title={title}
      href={`/api${toJobPath(job)}/${part}`}
      totalBytes={slice?.totalBytes ?? null}
      slice={slice?.text ?? null}
      complete={slice?.isWhole ?? true}
      version={`${job.id} ${slice?.changedAt}`}
      fileName={`${job.id}-${part}.json`}
      absent={isUnread ? "Not read yet." : hasNone}
    />
  );
}
