import "server-only";
import { z } from "zod";
import { ProblemError } from "#lib/domain/problem.ts";
import { sandboxActorName } from "./actor.ts";

const maxBodyBytes = 4_096;
const maxPasswordLength = 1_024;

export const userName = z
  .string("is missing")
  .regex(/^[^\s:\p{C}]{1,64}$/u, "should be 1 to 64 characters, without spaces and colons")
  .refine((name) => name.toLowerCase() !== sandboxActorName, "is taken by the sandbox");

const credentials = z.object(
  {
    name: userName,
    password: z
      .string("is missing")
      .min(1, "is missing")
      .max(maxPasswordLength, `is longer than ${maxPasswordLength} characters`),
  },
  "should be an object with a name and a password",
);

export type Credentials = z.infer<typeof credentials>;

/** Throws `bad_request`, naming the fields. */
export function parseCredentials(input: unknown): Credentials {
  const result = credentials.safeParse(input);
  if (result.success) return result.data;
  throw new ProblemError("bad_request", "A name and a password are needed to sign in.", {
    errors: result.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
  });
}

/** What was posted, as JSON or by a form, in at most 4 kB. `form` is null for JSON. Throws `bad_request`. */
export async function readPosted(
  request: Request,
): Promise<{ input: unknown; form: URLSearchParams | null }> {
  const mediaType = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  const isForm = mediaType === "application/x-www-form-urlencoded";
  if (!isForm && mediaType !== "application/json")
    throw new ProblemError("bad_request", "The body should be JSON, and its content-type say so.");
  const text = await readText(request);
  if (!isForm) return { input: parseJson(text), form: null };
  const form = new URLSearchParams(text);
  return { input: Object.fromEntries(form), form };
}

async function readText({ body }: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    // Read to its end, within the front's bound: who is cut off cannot hear why.
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  if (bytes > maxBodyBytes)
    throw new ProblemError("bad_request", `The body is larger than ${maxBodyBytes} bytes.`);
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProblemError("bad_request", "The body is not JSON.", { cause });
  }
}
