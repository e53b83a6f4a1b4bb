import "server-only";
import type { ArtifactBody } from "../sources/source.ts";

/**
 * A file passed on as it comes, to be saved: nothing of it is kept, and whatever it holds, no browser
 * runs it.
 */
export function toFileResponse(
  { body, contentType, bytes }: ArtifactBody,
  fileId: string,
): Response {
  return new Response(body, {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; ${toFileName(fileId, contentType)}`,
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      ...(bytes !== null && { "content-length": String(bytes) }),
    },
  });
}

/** RFC 6266: a plain name for all, and the true one for those that read UTF-8. */
function toFileName(fileId: string, contentType: string | null): string {
  const last = fileId.split(/[\\/]/).at(-1) || "file";
  const isBareJson = /^application\/json\b/i.test(contentType ?? "") && !/\.\w{1,8}$/.test(last);
  const name = isBareJson ? `${last}.json` : last;
  const plain = name.replace(/[^\w.-]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, toPercent);
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function toPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
