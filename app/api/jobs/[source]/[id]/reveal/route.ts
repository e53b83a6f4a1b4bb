import { z } from "zod";
import { ProblemError } from "#lib/domain/problem.ts";
import { getActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readJobRef, type JobParams } from "#lib/server/http/job-params.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { revealValue } from "#lib/server/jobs/reveal-value.ts";

const targetSchema = z.object({
  part: z.enum(["payload", "results"]),
  places: z.array(z.int().nonnegative()).max(20_000),
});

export const POST = route<JobParams>(async (request, context) => {
  const actor = await getActor(request);
  const target = targetSchema.safeParse(await request.json().catch(() => undefined));
  if (!target.success)
    throw new ProblemError("bad_request", "A reveal names a part and the value’s places.");
  const ref = await readJobRef(context);
  const data = await revealValue(await getGantry(), actor, ref, target.data);
  return toJsonResponse({ data });
});
