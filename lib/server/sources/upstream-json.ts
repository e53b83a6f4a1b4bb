import "server-only";
import { ProblemError, type UpstreamFailure } from "#lib/domain/problem.ts";

/** The JSON value in an upstream's bytes; throws `upstream_invalid` when they hold none. */
export function parseUpstreamJson(
  bytes: Uint8Array,
  { label, upstream }: { label: string; upstream: UpstreamFailure },
): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    // The parser's own message quotes the text.
    const detail = `${label} answered with something that is not JSON${guessWhat(bytes)}.`;
    const cause = error instanceof SyntaxError ? "SyntaxError" : error;
    throw new ProblemError("upstream_invalid", detail, { upstream, cause });
  }
}

function guessWhat(bytes: Uint8Array): string {
  if (bytes.length === 0) return ": nothing at all";
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith("<") ? ": a web page, perhaps from a gateway between" : "";
}
