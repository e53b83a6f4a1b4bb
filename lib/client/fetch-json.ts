import type { ProblemDocument } from "#lib/domain/problem.ts";

/** Gantry answered with a problem; `message` is its detail. */
export class ProblemResponse extends Error {
  override readonly name = "ProblemResponse";
  readonly problem: ProblemDocument;

  constructor(problem: ProblemDocument) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** JSON from our own server. Throws `ProblemResponse` for a problem document, `TypeError` when it cannot be reached. */
export async function fetchJson<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { accept: "application/json" } });
  if (response.ok) return response.json();
  if (response.headers.get("content-type")?.includes("problem+json"))
    throw new ProblemResponse(await response.json());
  throw new TypeError(`Gantry answered ${response.status}`);
}
