import "server-only";

/** The first bytes of a body, and whether there were more than `maxBytes`. The rest is not fetched. */
export async function readBytes(
  response: Response,
  maxBytes: number,
): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  if (response.body === null) return { bytes: new Uint8Array(), isCut: false };
  if (Number(response.headers.get("content-length")) > maxBytes) {
    await response.body.cancel();
    return { bytes: new Uint8Array(), isCut: true };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isCut = false;
  for await (const chunk of response.body) {
    const room = maxBytes - length;
    isCut = chunk.byteLength > room;
    const part = isCut ? chunk.subarray(0, room) : chunk;
    chunks.push(part);
    length += part.byteLength;
    if (isCut) break;
  }
  return { bytes: joinChunks(chunks, length), isCut };
}

function joinChunks(chunks: Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
