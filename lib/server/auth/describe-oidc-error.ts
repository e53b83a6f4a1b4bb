import "server-only";
import { z } from "zod";

/** Those whose sentences the library wrote, and all of whose sentences are fixed. */
const ownNames = new Set([
  ...["ClientError", "OperationProcessingError", "UnsupportedOperationError"],
  ...["ResponseBodyError", "AuthorizationResponseError", "WWWAuthenticateChallengeError"],
]);
const word = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .optional()
  .catch(undefined);
const told = z.object({
  name: word,
  code: word,
  error: word,
  message: z.string(),
  cause: z.unknown().optional(),
});

/**
 * An error and what caused it, for the log. Nothing of what the provider or a browser wrote is told but a word of
 * OAuth's: a token, a code or a secret may stand in it.
 */
export function describeOidcError(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "";
  const { name = "Error", code, error, message, cause } = told.parse(thrown);
  const words = [name, code, error].filter((each) => each !== undefined).join(" ");
  const own = ownNames.has(name) ? `${words}: ${message}` : words;
  const deeper = describeOidcError(cause);
  return deeper === "" ? own : `${own}, caused by ${deeper}`;
}
