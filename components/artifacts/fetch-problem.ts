import { ProblemResponse, fetchJson } from "#lib/client/fetch-json.ts";

/** Why our own server does not give this picture, as a sentence; null when it does by now. */
export async function fetchProblem(path: string): Promise<string | null> {
  try {
    await fetchJson(path);
    return null;
  } catch (error) {
    if (error instanceof ProblemResponse) return error.problem.detail;
    // A picture is no JSON: it came after all.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
