import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import type { ArtifactBody } from "../sources/source.ts";

const maxBytes = 64 * 1024 * 1024;
/** A picture of one address never changes; the address dies with the session. */
const cacheControl = "private, max-age=600";
/** The longest mark of a format. */
const tellingBytes = 16;
const images = /^image\/(?:png|jpeg|webp|gif|avif|bmp)$/;

/**
 * A picture, streamed through Gantry, which like every answer may run and load nothing. What the file store calls no image is looked at: the first bytes
 * tell. Throws `upstream_invalid` for what is none, `upstream_too_large` for what is too large.
 */
export async function toImageResponse(
  { body, contentType, bytes }: ArtifactBody,
  fileName: string,
): Promise<Response> {
  if (bytes !== null && bytes > maxBytes) {
    await body.cancel();
    throw tooLarge();
  }
  const reader = body.getReader();
  const start = await readStart(reader);
  const said = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  const type = images.test(said) ? said : toImageType(start);
  if (type === null) {
    await reader.cancel();
    const detail = `This is not an image: the upstream’s file store says ${said || "nothing"}.`;
    throw new ProblemError("upstream_invalid", detail);
  }
  let sent = start.byteLength;
  const bounded = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(start),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      sent += value.byteLength;
      if (sent <= maxBytes) return controller.enqueue(value);
      await reader.cancel();
      controller.error(tooLarge());
    },
    cancel: () => reader.cancel(),
  });
  return new Response(bounded, {
    headers: {
      "content-type": type,
      ...(bytes !== null && { "content-length": String(bytes) }),
      "content-disposition": `inline; filename="${fileName.replaceAll(/[^\w.-]/g, "_")}"`,
      "cache-control": cacheControl,
      "x-content-type-options": "nosniff",
    },
  });
}

/** As many bytes as tell what it is, however they come. */
async function readStart(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  let start = Buffer.alloc(0);
  while (start.byteLength < tellingBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  return start;
}

function toImageType(start: Uint8Array): string | null {
  const text = Buffer.from(start.subarray(0, tellingBytes)).toString("latin1");
  if (text.startsWith("\u0089PNG\r\n")) return "image/png";
  if (text.startsWith("\u00ff\u00d8\u00ff")) return "image/jpeg";
  if (/^GIF8[79]a/.test(text)) return "image/gif";
  if (/^RIFF.{4}WEBP/s.test(text)) return "image/webp";
  return /^.{4}ftypavi[fs]/s.test(text) ? "image/avif" : null;
}

function tooLarge(): ProblemError {
  const detail = `This picture is larger than the ${maxBytes / 1024 / 1024} MB that Gantry takes.`;
  return new ProblemError("upstream_too_large", detail);
}
