import "server-only";
import { toListSearch } from "#lib/domain/list-query/list-params.ts";
import { parseListParams } from "#lib/domain/list-query/parse-list-params.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { SavedView } from "#lib/domain/saved-view.ts";
import { recordAction, requireOperator, type Actor } from "../auth/actor.ts";
import type { Store } from "../store/open-store.ts";
import { maxViews } from "../store/view-queries.ts";

type ViewContext = { store: Pick<Store, "views" | "audit"> };

/** Saves a list for everybody, in place of one of the same name. Throws `bad_request` for a list that cannot be read. */
export async function saveView(
  { store }: ViewContext,
  actor: Actor,
  { name, search }: Pick<SavedView, "name" | "search">,
  now: number,
): Promise<SavedView> {
  requireOperator(actor);
  const params = new URLSearchParams(search);
  const { errors } = parseListParams(params, now);
  if (errors.length > 0)
    throw new ProblemError("bad_request", "This list cannot be read, and so not saved.", {
      errors,
    });
  const views = await store.views.list();
  const isKnown = views.some((view) => view.name.toLowerCase() === name.toLowerCase());
  if (!isKnown && views.length >= maxViews)
    throw new ProblemError("bad_request", `There are ${maxViews} views, and no more fit.`);
  const view = { name, search: toListSearch(params), savedBy: actor.name, savedAt: now };
  await store.views.save(view);
  await recordAction(store, actor, { action: "view_saved", subject: name, detail: view.search });
  return view;
}

export async function deleteView(
  { store }: ViewContext,
  actor: Actor,
  name: string,
): Promise<void> {
  requireOperator(actor);
  if (!(await store.views.remove(name)))
    throw new ProblemError("not_found", "There is no view of this name.", {
      title: "No such view",
    });
  await recordAction(store, actor, { action: "view_deleted", subject: name });
}
