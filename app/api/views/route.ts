import { z } from "zod";
import { ProblemError } from "#lib/domain/problem.ts";
import { getActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { route, toJsonResponse } from "#lib/server/http/route.ts";
import { deleteView, saveView } from "#lib/server/jobs/manage-views.ts";

const viewSchema = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[^\p{C}]{1,80}$/u, "should be 1 to 80 characters"),
  search: z.string().max(8_000),
});

export const GET = route(async () => {
  const { store } = await getGantry();
  return toJsonResponse({ data: await store.views.list() });
});

export const POST = route(async (request) => {
  const actor = await getActor(request);
  const view = viewSchema.safeParse(await request.json().catch(() => undefined));
  if (!view.success)
    throw new ProblemError(
      "bad_request",
      "A view has a name of 1 to 80 characters, and a search.",
      {
        errors: view.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
      },
    );
  const data = await saveView(await getGantry(), actor, view.data, Date.now());
  return toJsonResponse({ data }, { status: 201 });
});

export const DELETE = route(async (request) => {
  const actor = await getActor(request);
  const name = new URL(request.url).searchParams.get("name") ?? "";
  await deleteView(await getGantry(), actor, name);
  return new Response(null, { status: 204 });
});
