import type { SavedView } from "#lib/domain/saved-view.ts";
import { askGantry } from "../ask-gantry.ts";

/** The views with this list saved under a name. Throws as `askGantry` does. */
export async function toSaved(
  views: readonly SavedView[],
  name: string,
  search: string,
): Promise<SavedView[]> {
  const response = await askGantry("/api/views", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, search }),
  });
  const { data }: { data: SavedView } = await response.json();
  const others = views.filter((view) => view.name.toLowerCase() !== data.name.toLowerCase());
  return [...others, data].toSorted((a, b) =>
    a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
  );
}

/** The views without one. Throws as `askGantry` does. */
export async function toUnsaved(views: readonly SavedView[], name: string): Promise<SavedView[]> {
  await askGantry(`/api/views?name=${encodeURIComponent(name)}`, { method: "DELETE" });
  return views.filter((view) => view.name !== name);
}
