import { createJsonParser } from "#lib/domain/json/parse.ts";
import type { JsonParse } from "#lib/domain/json/parse.ts";

const progressEveryMs = 100;

/** GETs a JSON text, parses it as it comes, and tells how much has come. Throws with a sentence for people. */
export async function readJson(
  href: string,
  onProgress: (receivedBytes: number) => void,
): Promise<{ text: string; parsed: JsonParse }> {
  const response = await fetch(href).catch(() => {
    throw new Error("The server cannot be reached.");
  });
  if (!response.ok) throw new Error(await toSentence(response));
  const decoder = new TextDecoder();
  const parser = createJsonParser(toExpectedBytes(response));
  const parts: string[] = [];
  let receivedBytes = 0;
  let toldAt = performance.now();
  const reader = response.body?.getReader();
  const readNext = () =>
    reader?.read().catch(() => {
      throw new Error("The connection was cut before all of it had come.");
    });
  for (let read = await readNext(); read && !read.done; read = await readNext()) {
    parser.push(read.value);
    parts.push(decoder.decode(read.value, { stream: true }));
    receivedBytes += read.value.length;
    if (performance.now() - toldAt > progressEveryMs) {
      toldAt = performance.now();
      onProgress(receivedBytes);
    }
  }
  parts.push(decoder.decode());
  const text = parts.join("");
  return { text, parsed: parser.end(text) };
}

/** A packed answer has the length of the text in a header of its own. */
function toExpectedBytes({ headers }: Response): number {
  return Number(headers.get("x-document-bytes") ?? headers.get("content-length") ?? 0);
}

async function toSentence(response: Response): Promise<string> {
  const problem: unknown = await response.json().catch(() => null);
  const detail = problem instanceof Object && "detail" in problem ? problem.detail : undefined;
  return typeof detail === "string" ? detail : `The server answered ${response.status}.`;
}
