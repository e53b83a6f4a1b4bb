import type { LookupAnswer } from "#lib/domain/lookup.ts";
import { keptPasteKey } from "#lib/domain/read-paste.ts";
import { askGantry } from "./ask-gantry.ts";

/** Looks up the paste that this tab keeps. Throws as `askGantry` does, and where nothing is kept. */
export async function lookupLong(): Promise<LookupAnswer> {
  const text = sessionStorage.getItem(keptPasteKey);
  if (text === null) throw new Error("This tab keeps no paste any more. Paste it again.");
  const response = await askGantry("/api/lookup", {
    method: "POST",
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: text,
  });
  return await response.json();
}
