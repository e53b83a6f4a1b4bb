type Credentials = { name: string; password: string };

/** Signs in without leaving the page. Null when it worked, else why not, in a sentence. */
export async function postSignIn(credentials: Credentials): Promise<string | null> {
  const response = await fetch("/api/session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(credentials),
  }).catch(() => undefined);
  if (!response) return "Gantry cannot be reached.";
  if (response.ok) return null;
  const problem: unknown = await response.json().catch(() => null);
  const detail = problem instanceof Object && "detail" in problem ? problem.detail : undefined;
  return typeof detail === "string" ? detail : `Gantry answered ${response.status}.`;
}
