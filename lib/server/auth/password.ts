import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

type Cost = { N: number; r: number; p: number };

/** OWASP, Password Storage: the least that 32 MB need. */
const cost: Cost = { N: 2 ** 15, r: 8, p: 3 };
const saltBytes = 16;
const hashBytes = 32;
/** A stored hash that asks for more than this is not computed. */
const maxMemoryBytes = 256 * 1024 * 1024;

const encoded =
  /^scrypt\$(?<N>\d{1,8})\$(?<r>\d{1,3})\$(?<p>\d{1,3})\$(?<salt>[\w-]+)\$(?<hash>[\w-]{16,})$/;

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, hashBytes, cost);
  const parts = [cost.N, cost.r, cost.p, salt.toString("base64url"), hash.toString("base64url")];
  return ["scrypt", ...parts].join("$");
}

/**
 * Whether the password belongs to the hash. Without a hash the answer is no, and takes as long:
 * a caller who measures cannot tell which names exist. Throws for a hash in another form.
 */
export async function isPasswordRight(
  password: string,
  passwordHash: string | null | undefined,
): Promise<boolean> {
  if (passwordHash == null) {
    await derive(password, Buffer.alloc(saltBytes), hashBytes, cost);
    return false;
  }
  const groups = encoded.exec(passwordHash)?.groups;
  if (!groups) throw new Error("a stored password hash is malformed");
  const { N, r, p, salt = "", hash = "" } = groups;
  const expected = Buffer.from(hash, "base64url");
  const given = await derive(password, Buffer.from(salt, "base64url"), expected.length, {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(given, expected);
}

function derive(password: string, salt: Buffer, length: number, cost: Cost): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const options = { ...cost, maxmem: maxMemoryBytes };
  scrypt(password.normalize("NFC"), salt, length, options, (error, hash) =>
    error ? reject(error) : resolve(hash),
  );
  return promise;
}
