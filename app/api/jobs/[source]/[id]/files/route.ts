import { getGantry } from "#lib/server/gantry.ts";
import { toArtifactResponse } from "#lib/server/http/artifact-response.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route } from "#lib/server/http/route.ts";

export const GET = route<JobParams>(async (request, context) => {
  const { searchParams } = new URL(request.url);
  const file = { fileId: searchParams.get("file") ?? "", nodeId: searchParams.get("node") };
  return await toArtifactResponse(
    await getGantry(),
    await readJobRef(context),
    file,
    request.signal,
  );
});
