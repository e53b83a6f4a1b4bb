import { askGantry } from "./ask-gantry.ts";

/**
 * One masked value of a job's payload or results, at this address, by its places from the root down: as JSON writes it.
 * Throws as `askGantry` does.
 */
export async function revealMasked(href: string, places: readonly number[]): Promise<string> {
  const cut = href.lastIndexOf("/");
  const response = await askGantry(`${href.slice(0, cut)}/reveal`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ part: href.slice(cut + 1), places }),
  });
  const { data }: { data: { text: string } } = await response.json();
  return data.text;
}

/** Whether a reveal is worth asking for: a viewer is refused. Where nothing is known, the reveal itself tells. */
export async function canReveal(): Promise<boolean> {
  const response = await fetch("/api/session", { cache: "no-store" }).catch(() => undefined);
  if (!response?.ok) return true;
  const { data }: { data: { role: string } | null } = await response.json();
  return data?.role !== "viewer";
}
