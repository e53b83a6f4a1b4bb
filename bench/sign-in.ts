const user = { name: "ada", password: "correct horse battery" };

/** For a Gantry with a key: its first user. */
export const bootstrapUser = { BOOTSTRAP_USER: `${user.name}:${user.password}` };

/** Answers that user's `Cookie` header. */
export async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(user),
  });
  const [cookie] = answer.headers.getSetCookie();
  if (cookie === undefined) throw new Error(`sign-in: ${answer.status}`);
  return cookie.split(";", 1).join();
}
