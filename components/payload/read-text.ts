const progressEveryMs = 100;

/** GETs a text and tells how much of it has come. Throws with a sentence for people. */
export async function readText(
  href: string,
  onProgress: (receivedBytes: number) => void,
): Promise<string> {
  const response = await fetch(href).catch(() => {
    throw new Error("The server cannot be reached.");
  });
  if (!response.ok) throw new Error(await toSentence(response));
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let receivedBytes = 0;
  let toldAt = performance.now();
  for await (const bytes of response.body ?? []) {
    parts.push(decoder.decode(bytes, { stream: true }));
    receivedBytes += bytes.length;
    if (performance.now() - toldAt > progressEveryMs) {
      toldAt = performance.now();
      onProgress(receivedBytes);
    }
  }
  parts.push(decoder.decode());
  return parts.join("");
}

async function toSentence(response: Response): Promise<string> {
  const problem: unknown = await response.json().catch(() => null);
  const detail = problem instanceof Object && "detail" in problem ? problem.detail : undefined;
  return typeof detail === "string" ? detail : `The server answered ${response.status}.`;
}
