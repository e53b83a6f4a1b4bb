import "server-only";

type Piece = Uint8Array | string;

/** A body that asks for a piece when the reader has taken the one before. Texts go out in UTF-8. */
export function toByteStream(pieces: AsyncGenerator<Piece, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
      },
      async cancel() {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}

/** A file to be saved, written while it is taken. */
export function toDownload(
  pieces: AsyncGenerator<Piece, void>,
  fileName: string,
  headers: Record<string, string>,
): Response {
  return new Response(toByteStream(pieces), {
    headers: {
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}
