/**
 * Every way a request can fail, once: its HTTP status, its title, and whether asking again may help.
 * An upstream's refusal of our key is our misconfiguration (502), never the reader's sign-out.
 */
export const problems = {
  bad_request: { status: 400, title: "The request is malformed", retry: false },
  malformed_id: { status: 400, title: "This is not a job ID", retry: false },
  unauthorized: { status: 401, title: "Sign in first", retry: false },
  forbidden: { status: 403, title: "Not allowed", retry: false },
  source_not_configured: { status: 404, title: "This source is not set up", retry: false },
  not_found: { status: 404, title: "No such job", retry: false },
  file_not_found: { status: 404, title: "No such file", retry: false },
  not_supported: { status: 405, title: "There is no such operation", retry: false },
  conflict: { status: 409, title: "The job is not in a state that allows this", retry: false },
  too_large: { status: 413, title: "The request is too large", retry: false },
  rate_limited: { status: 429, title: "Too many requests", retry: true },
  internal: { status: 500, title: "Gantry failed", retry: true },
  upstream_unauthorized: { status: 502, title: "The upstream refused Gantry’s key", retry: false },
  upstream_forbidden: { status: 403, title: "The upstream denies access", retry: false },
  upstream_rate_limited: {
    status: 503,
    title: "The upstream’s rate limit is reached",
    retry: true,
  },
  upstream_unavailable: { status: 502, title: "The upstream cannot be reached", retry: true },
  upstream_timeout: { status: 504, title: "The upstream did not answer in time", retry: true },
  upstream_error: { status: 502, title: "The upstream failed", retry: true },
  upstream_invalid: { status: 502, title: "The upstream’s answer makes no sense", retry: true },
  upstream_too_large: { status: 502, title: "The upstream’s answer is too large", retry: false },
} as const satisfies Record<string, { status: number; title: string; retry: boolean }>;

export type ProblemCode = keyof typeof problems;

/** RFC 9457, with Gantry's extensions. The `application/problem+json` body of every error. */
export type ProblemDocument = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  requestId: string;
  errors?: FieldError[];
  retryAfterMs?: number;
  upstream?: UpstreamFailure;
};

export type FieldError = { path: string; message: string };

/** What the upstream said, as far as a reader may see it. */
export type UpstreamFailure = {
  status: number | null;
  code: string | null;
  requestId: string | null;
};

type ProblemInit = {
  /** Where another thing than a job is missing. */
  title?: string;
  errors?: FieldError[];
  retryAfterMs?: number;
  upstream?: UpstreamFailure;
  cause?: unknown;
};

const brand = Symbol.for("gantry.problem");

/**
 * The one error class that crosses layers. `message` is the detail shown to the reader. Next loads this
 * module once per bundle, so `instanceof` goes by a mark that all copies of the class share.
 */
export class ProblemError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  readonly [brand] = true;
  override readonly name = "ProblemError";
  readonly code: ProblemCode;
  readonly title: string;
  readonly errors: FieldError[] | undefined;
  readonly retryAfterMs: number | undefined;
  readonly upstream: UpstreamFailure | undefined;

  constructor(code: ProblemCode, detail: string, init: ProblemInit = {}) {
    super(detail, { cause: init.cause });
    this.code = code;
    this.title = init.title ?? problems[code].title;
    this.errors = init.errors;
    this.retryAfterMs = init.retryAfterMs;
    this.upstream = init.upstream;
  }
}

/** The document for an error; anything that is not a `ProblemError` becomes `internal` with a fixed text. */
export function toProblemDocument(error: unknown, requestId: string): ProblemDocument {
  const known =
    error instanceof ProblemError
      ? error
      : new ProblemError(
          "internal",
          "Something went wrong inside Gantry. The log has the details.",
        );
  return {
    type: `/problems/${known.code}`,
    title: known.title,
    status: problems[known.code].status,
    detail: known.message,
    code: known.code,
    requestId,
    ...(known.errors && { errors: known.errors }),
    ...(known.retryAfterMs !== undefined && { retryAfterMs: known.retryAfterMs }),
    ...(known.upstream && { upstream: known.upstream }),
  };
}
