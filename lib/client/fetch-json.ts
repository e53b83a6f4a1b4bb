import type { ProblemDocument } from "#lib/domain/problem.ts";
import { waitForSignIn } from "./session.ts";

/** Gantry answered with a problem; `message` is its detail. */
export class ProblemResponse extends Error {
  override readonly name = "ProblemResponse";
  readonly problem: ProblemDocument;

  constructor(problem: ProblemDocument) {
    super(problem.detail);
    this.problem = problem;
  }
}

/**
 * JSON from our own server. When the session has ended it waits until somebody has signed in again. Throws `ProblemResponse` for a problem document, `TypeError` when it cannot be reached.
 */
export async function fetchJson<T>(
  path: string,
  { method = "GET", signal }: { method?: "GET" | "POST"; signal?: AbortSignal } = {},
): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: { accept: "application/json" },
    ...(signal && { signal }),
  });
  if (response.ok) return response.json();
  if (response.status === 401) {
    await waitForSignIn();
    return fetchJson(path, { method, ...(signal && { signal }) });
  }
  if (response.headers.get("content-type")?.includes("problem+json"))
    throw new ProblemResponse(await response.json());
  throw new TypeError(`Gantry answered ${response.status}`);
}
