import type { JsonIndex } from "#lib/domain/json-model.ts";
import type { JsonFault } from "#lib/domain/json-parse.ts";
import type { JsonView } from "#lib/domain/json-rows.ts";
import { openText } from "./payload-document.ts";
import { readText } from "./read-text.ts";

export type LoaderMessage =
  | { kind: "progress"; receivedBytes: number }
  | { kind: "failed"; message: string }
  | { kind: "malformed"; text: string; fault: JsonFault }
  | { kind: "parsed"; text: string; index: JsonIndex; view: JsonView };

self.addEventListener("message", async ({ data: href }: MessageEvent<string>) => {
  try {
    const text = await readText(href, (receivedBytes) => post({ kind: "progress", receivedBytes }));
    const opened = openText(text);
    if (!opened.ok) return post({ kind: "malformed", text, fault: opened.fault });
    const { text: _, ...index } = opened.model;
    const { view } = opened;
    const columns = Object.values(index).filter((column) => typeof column !== "number");
    const transfer = [...columns, view.rows, view.folded].map((column) => column.buffer);
    post({ kind: "parsed", text, index, view }, transfer);
  } catch (error) {
    post({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});

function post(message: LoaderMessage, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}
