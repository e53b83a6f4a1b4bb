import "server-only";
import type { IncomingMessage } from "node:http";
import type { ArtifactBody } from "./source.ts";
import { toWebStream } from "./to-web-stream.ts";

/** A file as its store sends it. */
export function toArtifactBody(answer: IncomingMessage): ArtifactBody {
  const length = Number(answer.headers["content-length"] ?? NaN);
  return {
    body: toWebStream(answer),
    contentType: answer.headers["content-type"] ?? null,
    bytes: Number.isSafeInteger(length) ? length : null,
  };
}
