import "server-only";

const firstBytes = 1 << 16;

/** The first bytes of a body, held once, and whether there were more than `maxBytes`. The rest is not fetched. */
export async function readBytes(
  response: Response,
  maxBytes: number,
  onChunk: () => void = () => undefined,
): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  if (response.body === null) return { bytes: new Uint8Array(), isCut: false };
  const told = Number(response.headers.get("content-length"));
  if (told > maxBytes) {
    await response.body.cancel();
    return { bytes: new Uint8Array(), isCut: true };
  }
  let buffer = new ArrayBuffer(Math.min(maxBytes, told > 0 ? told : firstBytes));
  let length = 0;
  let isCut = false;
  for await (const chunk of response.body) {
    onChunk();
    const room = maxBytes - length;
    isCut = chunk.byteLength > room;
    const part = isCut ? chunk.subarray(0, room) : chunk;
    const needed = length + part.byteLength;
    if (needed > buffer.byteLength)
      buffer = buffer.transfer(Math.min(maxBytes, Math.max(needed, buffer.byteLength * 2)));
    new Uint8Array(buffer).set(part, length);
    length = needed;
    if (isCut) break;
  }
  return { bytes: new Uint8Array(buffer.transfer(length)), isCut };
}
