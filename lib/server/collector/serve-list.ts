import "server-only";
import { once } from "node:events";
import { createServer } from "node:http";

/** As it goes over the wire, whatever sense it makes. */
export type WireEntry = Record<string, unknown>;

type ListOptions = {
  /** A cursor is refused after so long. */
  cursorMs?: number;
  /** Whether it heeds `created_after` and `created_before`. */
  heedsTimes?: boolean;
  /** Whether it refuses `created_before`. */
  refusesBefore?: boolean;
  now?: () => number;
};

/** A Bedrock whose list is these entries in this order, whatever they say of themselves. For tests. */
export async function serveList({
  cursorMs = Infinity,
  heedsTimes = true,
  refusesBefore = false,
  now = Date.now,
}: ListOptions = {}) {
  const entries: WireEntry[] = [];
  /** The search of each request for a page. */
  const asked: URLSearchParams[] = [];

  /** A page by how many entries are left: that stays so while others come on top. */
  function listPage(search: URLSearchParams): { data: WireEntry[]; _meta: object } | undefined {
    asked.push(search);
    if (refusesBefore && search.has("created_before")) return undefined;
    const wanted = heedsTimes ? entries.filter((entry) => isInside(entry, search)) : entries;
    const [left, issuedAt] = (search.get("cursor") ?? `${wanted.length} ${now()}`).split(" ");
    if (now() - Number(issuedAt) > cursorMs) return undefined;
    const start = wanted.length - Number(left);
    const end = start + Number(search.get("limit"));
    const next = end < wanted.length ? `${wanted.length - end} ${now()}` : null;
    return { data: wanted.slice(start, end), _meta: { next } };
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://list");
    const job = entries.find(({ id }) => pathname === `/jobs/${String(id)}`);
    const status = pathname === "/jobs" ? 400 : 404;
    const body = pathname === "/jobs" ? listPage(searchParams) : job && { data: job };
    response.writeHead(body ? 200 : status, { "content-type": "application/json" });
    response.end(JSON.stringify(body ?? {}));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    entries,
    asked,
    url: `http://127.0.0.1:${address.port}`,
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

function isInside({ created_at: created }: WireEntry, search: URLSearchParams): boolean {
  const at = Date.parse(String(created));
  const [after, before] = ["created_after", "created_before"].map((name) => search.get(name));
  return !(after && at <= Date.parse(after)) && !(before && at >= Date.parse(before));
}
