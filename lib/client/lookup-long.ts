import type { LookupAnswer } from "#lib/domain/paste/lookup.ts";
import { askGantry } from "./ask-gantry.ts";
import { findPaste } from "./keep-paste.ts";

/** Looks up a text that is too long for an address. Throws as `askGantry` does. */
export async function lookupLong(text: string, signal: AbortSignal): Promise<LookupAnswer> {
  const response = await askGantry("/api/lookup", {
    method: "POST",
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: text,
    signal,
  });
  return await response.json();
}

/** Looks up a paste that this tab keeps. Throws as `lookupLong` does, and where nothing is kept. */
export async function lookupKept(name: string, signal: AbortSignal): Promise<LookupAnswer> {
  const text = findPaste(name, sessionStorage);
  if (text === null) throw new Error("This tab keeps no paste any more. Paste it again.");
  return await lookupLong(text, signal);
}
