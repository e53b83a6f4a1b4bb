import type { JsonIndex } from "#lib/domain/json-model.ts";
import { parseJson } from "#lib/domain/json-parse.ts";
import type { JsonFault } from "#lib/domain/json-parse.ts";
import { readText } from "./read-text.ts";

export type LoaderMessage =
  | { kind: "progress"; receivedBytes: number }
  | { kind: "failed"; message: string }
  | { kind: "malformed"; text: string; fault: JsonFault }
  | { kind: "parsed"; text: string; index: JsonIndex };

self.onmessage = async ({ data: href }: MessageEvent<string>) => {
  try {
    const text = await readText(href, (receivedBytes) => post({ kind: "progress", receivedBytes }));
    const parsed = parseJson(text);
    if (!parsed.ok) return post({ kind: "malformed", text, fault: parsed.fault });
    const { text: _, ...index } = parsed.model;
    const columns = Object.values(index).filter((column) => typeof column !== "number");
    post(
      { kind: "parsed", text, index },
      columns.map((column) => column.buffer),
    );
  } catch (error) {
    post({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
};

function post(message: LoaderMessage, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}
