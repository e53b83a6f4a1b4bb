import { expect, test } from "vitest";
import { hashPassword, isPasswordRight } from "./password.ts";

test("the right password is accepted and any other refused", async () => {
  const hash = await hashPassword("correct horse");
  expect(await isPasswordRight("correct horse", hash)).toBe(true);
  for (const wrong of ["correct horse ", "Correct horse", "correct hors", ""])
    expect(await isPasswordRight(wrong, hash)).toBe(false);
});

test("a hash names its cost, carries a salt of 16 bytes, and never repeats", async () => {
  const [first, second] = await Promise.all([hashPassword("same"), hashPassword("same")]);
  const [scheme, N, r, p, salt = "", hash = ""] = first.split("$");
  expect([scheme, N, r, p]).toEqual(["scrypt", "32768", "8", "3"]);
  expect(Buffer.from(salt, "base64url")).toHaveLength(16);
  expect(Buffer.from(hash, "base64url")).toHaveLength(32);
  expect(first).not.toBe(second);
});

test("a hash made at another cost is still checked at its own", async () => {
  // RFC 7914, section 12: scrypt (P="pleaseletmein", S="SodiumChloride", N=16384, r=8, p=1, dkLen=64)
  const hash = Buffer.from(
    "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2" +
      "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
    "hex",
  );
  const salt = Buffer.from("SodiumChloride").toString("base64url");
  const stored = `scrypt$16384$8$1$${salt}$${hash.toString("base64url")}`;
  expect(await isPasswordRight("pleaseletmein", stored)).toBe(true);
  expect(await isPasswordRight("pleaseletmeout", stored)).toBe(false);
});

test("the same letters typed on another keyboard are the same password", async () => {
  expect(await isPasswordRight("cafe\u0301 au lait", await hashPassword("café au lait"))).toBe(
    true,
  );
});

test("nobody's password is wrong, and takes as long to find out", async () => {
  const hash = await hashPassword("correct horse");
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    known.push(await timeMs(() => isPasswordRight("wrong", hash)));
    unknown.push(await timeMs(() => isPasswordRight("wrong", undefined)));
  }
  expect(await isPasswordRight("", undefined)).toBe(false);
  expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
});

test("a hash in a form we never wrote is an error, not a refusal", async () => {
  await expect(isPasswordRight("x", "plain")).rejects.toThrow("malformed");
});

async function timeMs(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}
