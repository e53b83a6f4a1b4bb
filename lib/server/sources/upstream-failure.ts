import "server-only";
import { z } from "zod";
import { ProblemError, type ProblemCode, type UpstreamFailure } from "#lib/domain/problem.ts";
import { maskText } from "../masking/mask-text.ts";
import { createKeyTest } from "../masking/masked-keys.ts";
import type { KeyHider } from "./key-hider.ts";
import { readBytes } from "./read-bytes.ts";
import { parseRetryAfter } from "./retry-after.ts";

const maxErrorBytes = 64 * 1024;
const maxSaidLength = 300;
const defaultRetryAfterMs = 60_000;
const isSecretKey = createKeyTest();

const text = z.string().optional().catch(undefined);
/** A sentence, or the list of what is wrong with each field. */
const detail = z
  .union([
    z.string(),
    z
      .array(z.object({ msg: z.string() }))
      .transform((errors) => errors.map(({ msg }) => msg).join("; ")),
  ])
  .optional()
  .catch(undefined);
const wireFailureFields = z.object({
  code: text,
  detail,
  message: text,
  request_id: text,
  requestId: text,
});
/** A problem document, `{ detail }`, or `{ error: { code, message, request_id } }`. */
const wireFailureSchema = wireFailureFields.extend({
  error: wireFailureFields.optional().catch(undefined),
});
type WireFailure = z.infer<typeof wireFailureSchema>;

/** What must not be shown, wherever an answer repeats it: as it is, and in any other way to write it. */
export type Hidden = { secrets: readonly string[]; keys: KeyHider };

/** What an answer says about itself, safe to show: never a header other than the request's name. */
export function toUpstreamFailure(
  response: Response,
  { secrets, keys }: Hidden,
  body: WireFailure = {},
): UpstreamFailure {
  const requestId =
    body.request_id ?? body.requestId ?? body.error?.request_id ?? body.error?.requestId;
  return {
    status: response.status,
    code: toWord(body.code ?? body.error?.code, secrets),
    requestId: toWord(
      requestId ?? keys.hideIn(response.headers.get("x-request-id") ?? ""),
      secrets,
    ),
  };
}

/** The problem that an answer other than 2xx stands for. Reads its body as far as that helps. */
export async function toStatusProblem(
  response: Response,
  { label, hidden, now }: { label: string; hidden: Hidden; now: number },
): Promise<ProblemError> {
  const body = await readFailure(response, hidden);
  const upstream = toUpstreamFailure(response, hidden, body);
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), now);
  const named = upstream.code === null ? "" : ` (${upstream.code})`;
  const problem = (code: ProblemCode, detail: string, waitMs: number | null = null) =>
    new ProblemError(code, detail, {
      upstream,
      ...(waitMs !== null && { retryAfterMs: waitMs }),
    });

  switch (response.status) {
    case 401:
      return problem(
        "upstream_unauthorized",
        `${label} refused the API key that Gantry uses. Check the key in Gantry’s settings.`,
      );
    case 403:
      return problem(
        "upstream_forbidden",
        `${label} does not let Gantry’s API key see this. It may belong to another organization.`,
      );
    case 404:
      return problem("not_found", `${label} does not know this.`);
    case 429:
      return problem(
        "upstream_rate_limited",
        `${label} takes no more requests for now.`,
        retryAfterMs ?? defaultRetryAfterMs,
      );
  }
  if (response.status < 400) {
    return problem(
      "upstream_error",
      `${label} answered with a redirect (${response.status}), which Gantry does not follow. Check the address in Gantry’s settings.`,
    );
  }
  const said = response.status < 500 ? toSaid(body, hidden.secrets) : "";
  return problem(
    "upstream_error",
    `${label} answered ${response.status}${named}.${said}`,
    retryAfterMs,
  );
}

async function readFailure(response: Response, { keys }: Hidden): Promise<WireFailure> {
  try {
    const { bytes } = await readBytes(response, maxErrorBytes);
    keys.hide(bytes);
    const body: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return wireFailureSchema.safeParse(body).data ?? {};
  } catch {
    // A gateway's HTML, a cut, silence: the status alone still tells what happened.
    return {};
  }
}

function toWord(text: string | null | undefined, secrets: readonly string[]): string | null {
  const isWord = text !== null && text !== undefined && /^[\w.:-]{1,128}$/.test(text);
  return isWord && !secrets.some((secret) => text.includes(secret)) ? text : null;
}

function toSaid(body: WireFailure, secrets: readonly string[]): string {
  const said = body.detail ?? body.message ?? body.error?.message ?? "";
  const isPlain = said !== "" && said.length <= maxSaidLength && !/[\r\n<>]/.test(said);
  const isSafe = !secrets.some((secret) => said.includes(secret)) && !/\bsk_|bearer/i.test(said);
  return isPlain && isSafe ? ` It says: ${maskText(said, isSecretKey)}` : "";
}
