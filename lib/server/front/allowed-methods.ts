import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sourceNames } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";

const pages = new Set([
  ...["/", "/compare", "/durations", "/file", "/jobs", "/login", "/lookup", "/watch"],
  ...["/system", "/system/audit"],
]);
const jobPage = new RegExp(`^/jobs/(?:${sourceNames.join("|")})/[^/]+$`);
const file = /^\/(?:icon\.svg$|_next\/static\/.)/;

/** Every other route takes `GET` alone. */
const routes: [path: RegExp, methods: string[]][] = [
  [/^\/api\/(?:session|views)$/, ["DELETE", "GET", "POST"]],
  [/^\/api\/lookup$/, ["GET", "POST"]],
  [/^\/api\/jobs\/[^/]+\/[^/]+\/(?:cancel|reveal)$/, ["POST"]],
];

/** What an address takes, as Next takes it; undefined for one outside `/api` where nothing is. */
export function findAllowed(url: string): string[] | undefined {
  const [path = ""] = url.split(/[?#]/, 1);
  // Answered by the front itself.
  if (path === "/api/live") return ["GET"];
  if (path === "/api/health") return ["GET", "HEAD"];
  if (path.startsWith("/api/")) {
    const methods = routes.find(([pattern]) => pattern.test(path))?.[1] ?? ["GET"];
    return [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].toSorted();
  }
  return pages.has(path) || jobPage.test(path) || file.test(path) ? ["GET", "HEAD"] : undefined;
}

/** Throws `not_supported` for a method that the address does not take. */
export function requireMethod({ url = "/", method = "GET" }: IncomingMessage, to: ServerResponse) {
  const allowed = findAllowed(url);
  if (!allowed || allowed.includes(method)) return;
  to.setHeader("allow", allowed.join(", "));
  throw refuseMethod(method);
}

export const refuseMethod = (method = "GET") =>
  new ProblemError("not_supported", `Nothing at this address answers to ${method}.`);
