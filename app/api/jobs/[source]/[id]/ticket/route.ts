import { formatTicket } from "#lib/domain/format/format-ticket.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { toPageUrl } from "#lib/server/http/page-url.ts";
import { route } from "#lib/server/http/route.ts";
import { toTextResponse } from "#lib/server/http/text-response.ts";
import { findSource } from "#lib/server/jobs/find-source.ts";
import { getKnownJob } from "#lib/server/jobs/get-known-job.ts";

export const GET = route<JobParams>(async (request, context) => {
  const gantry = await getGantry();
  const ref = await readJobRef(context);
  const { label: sourceLabel } = findSource(gantry.sources, ref);
  const { job, problem } = await getKnownJob(gantry, ref);
  const link = toPageUrl(toJobPath(ref), request, gantry.settings);
  return toTextResponse(formatTicket(job, { sourceLabel, link, isUnread: problem !== null }));
});
