import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

const oneYearS = 31_536_000;

const always = {
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=()",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-permitted-cross-domain-policies": "none",
};

/** Documents of an upstream, lists, errors: text to be read, whatever is in it. */
const answerPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
/** For an answer to what never became a request. */
export const answerHeaders = { ...always, "content-security-policy": answerPolicy };

/** A worker obeys the policy of the file it came from. */
const filePolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self' blob:; frame-ancestors 'none'";

/**
 * What a browser is told to refuse on our behalf, on every answer. Being cut off from whoever holds its window gives a
 * page a new process, 30 ms of its first paint on two cores; one whose address was typed has hardly ever such a holder,
 * and asks to be cut off where it has (`start-scripts.ts`). Next finds the nonce for its scripts in the
 * request's own policy header, and nothing else may run.
 */
export function setSecurityHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { dev }: { dev: boolean },
): void {
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
  if (request.headers["sec-fetch-site"] !== "none")
    response.setHeader("cross-origin-opener-policy", "same-origin");
  if (request.headers["x-forwarded-proto"] === "https")
    response.setHeader("strict-transport-security", `max-age=${oneYearS}`);
  const policy = toPolicy(request.url ?? "/", dev);
  response.setHeader("content-security-policy", policy);
  request.headers["content-security-policy"] = policy;
}

function toPolicy(url: string, dev: boolean): string {
  if (/^\/api(?:[/?]|$)/.test(url)) return answerPolicy;
  if (url.startsWith("/_next/static/") && !dev) return filePolicy;
  const nonce = randomBytes(16).toString("base64");
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Where a bar of the timeline begins is data, drawn on the server. An attribute can neither select nor load.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    // A job opened from a file is read from the browser's own memory.
    `connect-src 'self' blob:${dev ? " ws:" : ""}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
