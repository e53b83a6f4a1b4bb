import { ProblemError } from "#lib/domain/problem.ts";
import { route } from "#lib/server/http/route.ts";

export const dynamic = "force-dynamic";

const answer = route(() => {
  throw new ProblemError("not_found", "Nothing is at this address.", { title: "No such address" });
});

export { answer as GET, answer as POST, answer as PUT, answer as PATCH, answer as DELETE };
