/** The value as JSON writes it, or why it stays masked. */
export type Revealed = { text?: string; problem?: string };

/** Asks for one masked value of a job's payload or results, at this address, by its places from the root down. */
export async function revealMasked(href: string, places: readonly number[]): Promise<Revealed> {
  const cut = href.lastIndexOf("/");
  const response = await fetch(`${href.slice(0, cut)}/reveal`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ part: href.slice(cut + 1), places }),
  }).catch(() => null);
  if (response === null) return { problem: "Gantry cannot be reached." };
  const body: { data?: { text: string }; detail?: string } = await response.json();
  return body.data ? { text: body.data.text } : { problem: body.detail ?? "It stays masked." };
}
