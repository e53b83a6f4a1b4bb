import type { LookupAnswer } from "#lib/domain/lookup.ts";
import type { ProblemDocument } from "#lib/domain/problem.ts";
import { keptPasteKey } from "#lib/domain/read-paste.ts";

/** Looks up the paste that this tab keeps. Throws with what Gantry said, and where nothing is kept. */
export async function lookupLong(): Promise<LookupAnswer> {
  const text = sessionStorage.getItem(keptPasteKey);
  if (text === null) throw new Error("This tab keeps no paste any more. Paste it again.");
  const response = await fetch("/api/lookup", {
    method: "POST",
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: text,
  });
  if (response.ok) return await response.json();
  if (!response.headers.get("content-type")?.includes("problem+json"))
    throw new Error(`Gantry answered ${response.status}.`);
  const problem: ProblemDocument = await response.json();
  throw new Error(problem.detail);
}
