import type { IncomingMessage } from "node:http";

const sentence =
  /^(?:.*message|detail|name|.*_name|title|description|reason|label|stage|type|job_type|code|document|sku)$/;

/** A JSON value that repeats a secret and what came with the request wherever upstreams put words of their own. */
export function echoInto(value: unknown, said: string, request: IncomingMessage): unknown {
  if (Array.isArray(value)) return value.map((inner) => echoInto(inner, said, request));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, inner]) => [
    name,
    typeof inner === "string" ? echoText(name, inner, said) : echoInto(inner, said, request),
  ]);
  return {
    ...Object.fromEntries(members),
    seen: said,
    request_headers: request.headers,
    [`curl ${said}`]: `curl -H 'authorization: Bearer ${said}'`,
  };
}

function echoText(name: string, text: string, said: string): string {
  if (/^https?:/.test(text))
    return `${text}${text.includes("?") ? "&" : "?"}seen=${encodeURIComponent(said)}`;
  return sentence.test(name) ? `${text} ${said}` : text;
}

/** A refusal in every form that upstreams have, all of them with the secret. */
export function toErrorEcho(said: string, { headers, url }: IncomingMessage): string {
  const what = `You sent the key ${said}.`;
  const words = { code: said, message: what, detail: what, request_id: said, requestId: said };
  return JSON.stringify({ ...words, title: what, error: words, headers, url });
}
