import "server-only";
import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { SettingError, type Settings } from "../env.ts";
import { parseSqliteUrl } from "../store/connection/sqlite-dialect.ts";

const minSecretLength = 32;

/**
 * What seals the session cookie: `SESSION_SECRET`, or random text made once and kept in the file
 * `session-secret` beside the database, readable by its owner alone. Throws `SettingError` for a
 * file that holds too little.
 */
export async function readSessionSecret({
  SESSION_SECRET,
  DATABASE_URL,
}: Pick<Settings, "SESSION_SECRET" | "DATABASE_URL">): Promise<string> {
  if (SESSION_SECRET !== undefined) return SESSION_SECRET;
  const database = parseSqliteUrl(DATABASE_URL);
  if (database === ":memory:") return createSecret();
  if (database === undefined)
    throw new SettingError("SESSION_SECRET should be set when the database is not a file");
  const file = path.join(path.dirname(database), "session-secret");
  const secret = (await findSecret(file)) ?? (await keepSecret(file, createSecret()));
  if (secret.length < minSecretLength)
    throw new SettingError(
      `SESSION_SECRET should be at least ${minSecretLength} characters, and ${file} holds fewer: remove that file to have another made`,
    );
  return secret;
}

const createSecret = () => randomBytes(32).toString("hex");

async function findSecret(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if (isFileError(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Written in full under another name first, so that of two starts at once both read the same secret. */
async function keepSecret(file: string, secret: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flag: "wx" });
  try {
    await link(draft, file);
    return secret;
  } catch (error) {
    if (!isFileError(error, "EEXIST")) throw error;
    return (await readFile(file, "utf8")).trim();
  } finally {
    await rm(draft);
  }
}

function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
