import "server-only";
import { z } from "zod";

/** A setting that stops the start. `message` is one line that names the variable and what it should look like. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

export const defaultDatabaseUrl = "file:data/gantry.db";

/** Simulated jobs begin anew with each start and never mix with real ones, so neither does their database. */
export const sandboxDatabaseUrl = "file:data/sandbox.db";

const httpUrl = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `should be an address such as ${example}` })
    // It is shown in messages and in lines to copy.
    .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), "should hold no name and no password")
    .transform((url) => url.replace(/\/+$/, ""));

const wholeNumber = (example: string, min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `should be a whole number such as ${example}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `should be between ${min} and ${max}`);

const apiKey = z
  .string()
  .regex(/^[\x21-\x7e]+$/, "should be a key without spaces or line breaks")
  .optional();

const settingsSchema = z.object({
  BEDROCK_API_KEY: apiKey,
  BEDROCK_API_URL: httpUrl("https://api.bedrock.cv").default("https://api.bedrock.cv"),
  BEDROCK_API_VERSION: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, "should be a date such as 2026-01-01")
    .default("2026-01-01"),
  UNSTRUCTURED_API_KEY: apiKey,
  UNSTRUCTURED_API_URL: httpUrl("https://platform.unstructuredapp.io").default(
    "https://platform.unstructuredapp.io",
  ),
  FIGUR_API_KEY: apiKey,
  FIGUR_API_URL: httpUrl("https://api.figur.fit").default("https://api.figur.fit"),
  DATABASE_URL: z
    .string()
    .regex(
      /^(file:|postgres(ql)?:\/\/)./,
      "should be a file such as file:data/gantry.db, or postgres://user:password@host/name",
    )
    .optional(),
  SESSION_SECRET: z.string().min(32, "should be at least 32 characters of random text").optional(),
  BOOTSTRAP_USER: z
    .string()
    .regex(/^[^:\s]{1,64}:.{8,}$/s, "should be name:password, the password at least 8 characters")
    .optional(),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: wholeNumber("3000", 0, 65_535).default(3000),
  PUBLIC_URL: httpUrl("https://gantry.example.com").optional(),
  KEEP_DAYS: wholeNumber("90", 0, 36_500).default(0),
  COLLECT_DAYS: wholeNumber("14", 0, 3_650).default(14),
  STREAM_STALL_MS: wholeNumber("45000", 100, 3_600_000).default(45_000),
  OIDC_ISSUER: z
    .url({ error: "should be an address such as https://id.example.com" })
    .regex(
      /^https:|^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?:[:/]|$)/,
      "should be an https address such as https://id.example.com",
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_SCOPE: z
    .string()
    .regex(/\bopenid\b/, "should contain openid")
    .default("openid profile email"),
  OIDC_LABEL: z.string().max(60, "should be a short name").default("single sign-on"),
  OIDC_ROLE_CLAIM: z.string().default("roles"),
  OIDC_OPERATORS: z.string().default("operator"),
  OIDC_VIEWERS: z.string().default("viewer"),
  MASKED_KEYS: z
    .string()
    .regex(
      /^[^,]*[\p{L}\p{N}][^,]*(?:,[^,]*[\p{L}\p{N}][^,]*)*$/u,
      "should be keys such as sessionRef, -auth",
    )
    .default(""),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "should be one of fatal, error, warn, info, debug, trace, silent",
    })
    .default("info"),
  SANDBOX_PORT: wholeNumber("4010", 0, 65_535).default(0),
  SANDBOX_JOBS: wholeNumber("3000", 0, 5_000_000).default(3000),
  SANDBOX_SEED: wholeNumber("1", 0, 2 ** 31).default(1),
  SANDBOX_REQUESTS: wholeNumber("300", 0, 1_000_000).default(300),
  SANDBOX_CONTROL: z.enum(["0", "1"], { error: "should be 0 or 1" }).default("0"),
});

export type Settings = z.infer<typeof settingsSchema> & {
  DATABASE_URL: string;
  /** No key is set: the upstreams are simulated, and nobody has to sign in. */
  sandbox: boolean;
  /** What is set and does nothing, a line each, for the log. */
  warnings: string[];
};

const sourcePrefixes = ["BEDROCK", "UNSTRUCTURED", "FIGUR"] as const;

/** Settings from an environment; an empty variable counts as unset. Throws `SettingError`. */
export function parseSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = settingsSchema.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new SettingError(`${String(issue?.path[0])} ${issue?.message}`);
  }
  const { BEDROCK_API_KEY, UNSTRUCTURED_API_KEY, FIGUR_API_KEY } = result.data;
  if (result.data.OIDC_ISSUER !== undefined)
    for (const name of ["OIDC_CLIENT_ID", "PUBLIC_URL"] as const)
      if (result.data[name] === undefined)
        throw new SettingError(`${name} should be set where OIDC_ISSUER is`);
  const sandbox = !(BEDROCK_API_KEY ?? UNSTRUCTURED_API_KEY ?? FIGUR_API_KEY);
  const DATABASE_URL =
    result.data.DATABASE_URL ?? (sandbox ? sandboxDatabaseUrl : defaultDatabaseUrl);
  return { ...result.data, DATABASE_URL, sandbox, warnings: listWarnings(given, sandbox) };
}

/** The settings of this process. */
export function readSettings(): Settings {
  return parseSettings(process.env);
}

/** A source with an address and no key stays off, and the others are unharmed. */
function listWarnings(given: Record<string, string | undefined>, sandbox: boolean): string[] {
  const instead = sandbox ? "the sandbox is shown instead" : "this source stays off";
  return sourcePrefixes.flatMap((prefix) => {
    const [url, key] = [`${prefix}_API_URL`, `${prefix}_API_KEY`];
    const isHalf = given[url] !== undefined && given[key] === undefined;
    return isHalf ? [`${url} is set but ${key} is not, so ${instead}`] : [];
  });
}
