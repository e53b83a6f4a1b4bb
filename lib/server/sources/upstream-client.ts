import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { ProblemError, type UpstreamFailure } from "#lib/domain/problem.ts";
import { toAbortProblem } from "./abort-problem.ts";
import { createDeadline } from "./deadline.ts";
import { createKeyHider } from "./key-hider.ts";
import { toNetworkProblem } from "./network-failure.ts";
import { readBytes } from "./read-bytes.ts";
import type { RequestBudget } from "./request-budget.ts";
import type { RequestOptions } from "./source.ts";
import { toStatusProblem, toUpstreamFailure } from "./upstream-failure.ts";

export type UpstreamClientSettings = {
  /** For people: "Bedrock". */
  label: string;
  url: string;
  headers: Record<string, string>;
  /** Never shown, wherever the upstream or the network may repeat them. */
  secrets: readonly string[];
  budget: RequestBudget;
  /** To connect and to see the answer's headers. */
  headersTimeoutMs?: number;
  /** From the headers to the last byte. */
  bodyTimeoutMs?: number;
  /** Between two pieces of the answer. */
  bodyStallMs?: number;
  maxBytes?: number;
  retryDelayMs?: number;
  random?: () => number;
  now?: () => number;
};

export type UpstreamAnswer = {
  bytes: Uint8Array;
  /** When it was sent for: what it says is at least as new as that, and no newer can be relied on. */
  askedAt: number;
  headers: Headers;
  /** For a problem that only shows in the bytes. */
  upstream: UpstreamFailure;
};

type UpstreamStream = {
  body: ReadableStream<Uint8Array>;
  headers: Headers;
  upstream: UpstreamFailure;
};

/** `hasOwnLimit`: a 429 of this path says nothing about the others. */
type GetOptions = RequestOptions & { hasOwnLimit?: boolean };

/** `path` begins with `/`; its IDs are encoded by the caller. Every method throws `ProblemError` alone. */
export type UpstreamClient = {
  /** Asked again, at most twice, when the network or a gateway failed. */
  get(path: string, options: GetOptions): Promise<UpstreamAnswer>;
  /** Never asked again. */
  post(path: string, options: RequestOptions): Promise<UpstreamAnswer>;
  /** Resolves with the headers; the body is the caller's, to read and to cancel. */
  open(
    path: string,
    options: RequestOptions & { accept: string; headersTimeoutMs?: number },
  ): Promise<UpstreamStream>;
};

const maxRetries = 2;
const longestRetryAfterMs = 2_000;
const errorBodyTimeoutMs = 5_000;
const gatewayFailures: ReadonlySet<number | null> = new Set([502, 503, 504]);

export function createUpstreamClient(settings: UpstreamClientSettings): UpstreamClient {
  const { label, secrets, budget } = settings;
  const {
    headersTimeoutMs = 10_000,
    bodyTimeoutMs = 60_000,
    bodyStallMs = 10_000,
    maxBytes = 256 * 1024 * 1024,
    retryDelayMs = 250,
    random = Math.random,
    now = Date.now,
  } = settings;
  const base = settings.url.replace(/\/+$/, "");
  const keys = createKeyHider(secrets);
  const hidden = { secrets, keys };

  async function request<T>(
    path: string,
    options: GetOptions & {
      method: "GET" | "POST";
      accept: string;
      headersTimeoutMs?: number;
    },
    read: (response: Response, onChunk: () => void, askedAt: number) => Promise<T>,
  ): Promise<T> {
    const { method, accept, priority, signal: caller } = options;
    const ticket = await budget.take(priority, caller);
    const deadline = createDeadline(options.headersTimeoutMs ?? headersTimeoutMs, caller);
    let hasAnswered = false;
    const askedAt = now();
    try {
      const response = await fetch(base + path, {
        method,
        headers: { ...settings.headers, accept },
        signal: deadline.signal,
        // A redirect would carry the key to whoever it names.
        redirect: "manual",
        cache: "no-store",
      });
      hasAnswered = true;
      ticket.settle(options.hasOwnLimit && response.status === 429 ? undefined : response);
      const bodyEndsAt = performance.now() + (response.ok ? bodyTimeoutMs : errorBodyTimeoutMs);
      const onChunk = () =>
        deadline.restart(Math.min(bodyStallMs, Math.max(0, bodyEndsAt - performance.now())));
      onChunk();
      if (!response.ok) throw await toStatusProblem(response, { label, hidden, now: now() });
      return await read(response, onChunk, askedAt);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      throw toNetworkProblem(error, { label, deadline, caller, hasAnswered, secrets });
    } finally {
      ticket.settle();
      deadline.release();
    }
  }

  async function readAnswer(
    response: Response,
    onChunk: () => void,
    askedAt: number,
  ): Promise<UpstreamAnswer> {
    const upstream = toUpstreamFailure(response, hidden);
    const { bytes, isCut } = await readBytes(response, maxBytes, onChunk);
    if (isCut) {
      const megabytes = Math.round(maxBytes / 1024 / 1024);
      const detail = `${label}'s answer is larger than the ${megabytes} MB that Gantry takes.`;
      throw new ProblemError("upstream_too_large", detail, { upstream });
    }
    keys.hide(bytes);
    return { bytes, askedAt, headers: response.headers, upstream };
  }

  async function waitToRetry(
    retry: number,
    error: unknown,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const askedMs = error instanceof ProblemError ? (error.retryAfterMs ?? 0) : 0;
    const delayMs = Math.max(retryDelayMs * 2 ** retry * (0.5 + random()), askedMs);
    try {
      await sleep(delayMs, undefined, { ...(signal && { signal }) });
    } catch (error) {
      throw signal?.aborted ? toAbortProblem(signal) : error;
    }
  }

  return {
    async get(path, options) {
      for (let retry = 0; ; retry += 1) {
        try {
          return await request(
            path,
            { ...options, method: "GET", accept: "application/json" },
            readAnswer,
          );
        } catch (error) {
          if (retry === maxRetries || options.signal?.aborted || !mayRetry(error)) throw error;
          await waitToRetry(retry, error, options.signal);
        }
      }
    },
    post(path, options) {
      return request(path, { ...options, method: "POST", accept: "application/json" }, readAnswer);
    },
    open(path, options) {
      return request(path, { ...options, method: "GET" }, async (response) => ({
        body: (response.body ?? toNothing()).pipeThrough(keys.createStream()),
        headers: response.headers,
        upstream: toUpstreamFailure(response, hidden),
      }));
    },
  };
}

const toNothing = () =>
  new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });

function mayRetry(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  if (error.code === "upstream_unavailable") return true;
  return (
    error.code === "upstream_error" &&
    gatewayFailures.has(error.upstream?.status ?? null) &&
    (error.retryAfterMs ?? 0) <= longestRetryAfterMs
  );
}
