import type { ProblemDocument } from "#lib/domain/problem.ts";

/**
 * An answer of our own server. Throws an `Error` whose message is for the reader: what Gantry said is wrong, or that it
 * said nothing. What was aborted throws as `fetch` does.
 */
export async function askGantry(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch((error: unknown) => {
    if (init?.signal?.aborted) throw error;
    throw new Error("Gantry cannot be reached. Try again.");
  });
  if (response.ok) return response;
  if (!response.headers.get("content-type")?.includes("problem+json"))
    throw new Error(`Gantry answered ${response.status}.`);
  const problem: ProblemDocument = await response.json();
  throw new Error(problem.detail);
}
