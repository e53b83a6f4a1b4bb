const problems: Record<number, { code: string; title: string; detail: string }> = {
  400: {
    code: "VALIDATION_ERROR",
    title: "Bad Request",
    detail: "One or more request fields are invalid.",
  },
  401: { code: "UNAUTHORIZED", title: "Unauthorized", detail: "Invalid or missing API key." },
  402: {
    code: "INSUFFICIENT_CREDITS",
    title: "Payment Required",
    detail: "The organization has no credits left.",
  },
  403: {
    code: "FORBIDDEN",
    title: "Forbidden",
    detail: "This resource belongs to another organization.",
  },
  404: { code: "NOT_FOUND", title: "Not Found", detail: "The requested resource was not found." },
  409: { code: "CONFLICT", title: "Conflict", detail: "The resource is in use." },
  429: { code: "RATE_LIMITED", title: "Too Many Requests", detail: "Rate limit exceeded." },
  500: {
    code: "INTERNAL_ERROR",
    title: "Internal Server Error",
    detail: "An unexpected error occurred.",
  },
};

type ProblemInit = {
  requestId: string;
  instance: string;
  detail?: string;
  errors?: Record<string, string[]>;
};

/** RFC 9457 as this server writes it: the request's name is `request_id`, `requestId`, or in the header only. */
export function renderProblem(status: number, init: ProblemInit): string {
  const known = problems[status] ?? {
    code: undefined,
    title: "Error",
    detail: "The request failed.",
  };
  const naming = init.requestId.charCodeAt(init.requestId.length - 1) % 3;
  return JSON.stringify({
    type: `https://docs.bedrock.cv/errors/${known.code?.toLowerCase() ?? "error"}`,
    title: known.title,
    status,
    detail: init.detail ?? known.detail,
    code: known.code,
    instance: init.instance,
    ...(naming === 0 && { request_id: init.requestId }),
    ...(naming === 1 && { requestId: init.requestId }),
    errors: init.errors,
  });
}
