import { ProblemError } from "#lib/domain/problem.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { findByPrefix } from "#lib/server/jobs/find-by-prefix.ts";
import { lookupJobs } from "#lib/server/jobs/lookup-jobs.ts";

/** `q` is a text with any number of IDs; `prefix` the first characters of one that is known. */
export const GET = route(async (request) => {
  const { searchParams } = new URL(request.url);
  const gantry = await getGantry();
  const prefix = searchParams.get("prefix");
  if (prefix !== null) return toJsonResponse({ data: await findByPrefix(gantry.store, prefix) });
  return toJsonResponse(await lookupJobs(gantry, searchParams.get("q") ?? ""));
});

/** As `GET` with `q`, for a text that is too long for an address: the body, up to a megabyte. */
export const POST = route(async (request) => {
  if (!request.headers.get("content-type")?.startsWith("text/plain"))
    throw new ProblemError("bad_request", "The body should be text/plain.");
  return toJsonResponse(await lookupJobs(await getGantry(), await request.text()));
});
