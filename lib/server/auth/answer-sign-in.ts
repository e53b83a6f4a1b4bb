import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import { toJsonResponse } from "../http/route.ts";
import { crowdedTitle } from "./check-queue.ts";
import { parseCredentials, readPosted } from "./credentials.ts";
import { findAddress } from "./find-address.ts";
import { toLoginPath, toNextPath } from "./next-path.ts";
import { toSeeOther } from "./see-other.ts";
import type { SignIn } from "./sign-in.ts";

/**
 * Signs in. JSON is answered with who it is; a form, which works without JavaScript, is led on to
 * the page in its field `next`, or back to `/login` with what went wrong.
 */
export async function answerSignIn(request: Request, door: SignIn, now: number): Promise<Response> {
  const { input, form } = await readPosted(request);
  const next = toNextPath(form?.get("next"));
  try {
    const from = { request, address: findAddress(request.headers), now };
    const { name, role, setCookie } = await door.signIn(parseCredentials(input), from);
    return form
      ? toSeeOther(next, [setCookie])
      : toJsonResponse({ data: { name, role } }, { headers: { "set-cookie": setCookie } });
  } catch (error) {
    if (!form || !(error instanceof ProblemError)) throw error;
    if (error.title === crowdedTitle) return toSeeOther(toLoginPath(next, { error: "crowd" }));
    const wait =
      error.retryAfterMs === undefined
        ? {}
        : { wait: String(Math.ceil(error.retryAfterMs / 1000)) };
    return toSeeOther(toLoginPath(next, { error: "1", ...wait }));
  }
}
