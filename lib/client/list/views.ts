import type { ProblemDocument } from "#lib/domain/problem.ts";
import type { SavedView } from "#lib/domain/saved-view.ts";

/** The views with this list saved under a name. Throws with what Gantry said. */
export async function toSaved(
  views: readonly SavedView[],
  name: string,
  search: string,
): Promise<SavedView[]> {
  const response = await fetch("/api/views", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, search }),
  });
  await refuseProblem(response);
  const { data }: { data: SavedView } = await response.json();
  const others = views.filter((view) => view.name.toLowerCase() !== data.name.toLowerCase());
  return [...others, data].toSorted((a, b) =>
    a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
  );
}

/** The views without one. Throws with what Gantry said. */
export async function toUnsaved(views: readonly SavedView[], name: string): Promise<SavedView[]> {
  const path = `/api/views?name=${encodeURIComponent(name)}`;
  await refuseProblem(await fetch(path, { method: "DELETE" }));
  return views.filter((view) => view.name !== name);
}

async function refuseProblem(response: Response): Promise<void> {
  if (response.ok) return;
  if (!response.headers.get("content-type")?.includes("problem+json"))
    throw new Error(`Gantry answered ${response.status}.`);
  const problem: ProblemDocument = await response.json();
  throw new Error(problem.detail);
}
