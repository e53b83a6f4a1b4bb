import "server-only";
import { lookup, type LookupAddress } from "node:dns";
import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { ProblemError } from "#lib/domain/problem.ts";
import { isPublicAddress } from "./public-address.ts";

type OutsideOptions = {
  /** Ends the request and its body. */
  signal: AbortSignal;
  /** Origins from the settings (an upstream's own), which may lie inside the network. */
  trustedOrigins?: readonly string[];
  headersTimeoutMs?: number;
  /** The longest wait between two pieces of the body. */
  stallMs?: number;
};

const maxRedirects = 3;
const redirects: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308]);

/**
 * Reads an address that somebody else wrote (an artifact's, out of an upstream's answer), carrying no key
 * and no cookie, and never from an internal address: the name is resolved once, and the connection
 * goes to what was judged. Each redirect is judged anew. The caller reads `body`, with a bound of its own.
 * Throws `upstream_invalid` for an address that is refused, `upstream_unavailable` for one that fails.
 */
export async function openOutside(
  address: string,
  { signal, trustedOrigins = [], headersTimeoutMs = 10_000, stallMs = 20_000 }: OutsideOptions,
): Promise<IncomingMessage> {
  let url = parseOutside(address, trustedOrigins);
  for (let followed = 0; followed <= maxRedirects; followed += 1) {
    const isTrusted = trustedOrigins.includes(url.origin);
    const answer = await ask(url, { signal, isTrusted, timeoutMs: headersTimeoutMs });
    const { location } = answer.headers;
    if (!redirects.has(answer.statusCode) || location === undefined) {
      answer.setTimeout(stallMs, () => {
        answer.destroy(new Error("It stopped coming."));
      });
      return answer;
    }
    answer.destroy();
    url = parseOutside(URL.parse(location, url)?.href ?? "", trustedOrigins);
  }
  throw refuse("It redirects too often.");
}

function parseOutside(address: string, trustedOrigins: readonly string[]): URL {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse("It is no address on the web.");
  if (trustedOrigins.includes(url.origin)) return url;
  if (url.protocol !== "https:") throw refuse("It is not read over HTTPS.");
  if (url.username !== "" || url.password !== "") throw refuse("It carries a name or a password.");
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw refuse("It lies inside the network.");
  return url;
}

function ask(
  url: URL,
  { signal, isTrusted, timeoutMs }: { signal: AbortSignal; isTrusted: boolean; timeoutMs: number },
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const asked = request(
    url,
    {
      signal,
      agent: false,
      headers: { accept: "*/*", "user-agent": "Gantry" },
      ...(!isTrusted && { lookup: lookupPublic }),
    },
    resolve,
  );
  const timer = setTimeout(
    () =>
      asked.destroy(new ProblemError("upstream_timeout", "It did not begin to answer in time.")),
    timeoutMs,
  );
  asked.on("close", () => clearTimeout(timer));
  asked.on("response", () => clearTimeout(timer));
  asked.on("error", (error) =>
    reject(
      error instanceof ProblemError
        ? error
        : new ProblemError("upstream_unavailable", "It could not be reached.", { cause: error }),
    ),
  );
  asked.end();
  return promise;
}

/** Resolves a name to its public addresses alone. Node connects to what comes out of here and asks no more. */
const lookupPublic: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return callback(error, "", 4);
    const isInside = found.some(({ address }) => !isPublicAddress(address));
    const [first] = found;
    if (isInside || !first) return callback(refuse("It lies inside the network."), "", 4);
    if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

const refuse = (why: string) =>
  new ProblemError("upstream_invalid", `This address is not opened from here. ${why}`);
