import { mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readSessionSecret } from "./session-secret.ts";

const createFolder = () => mkdtemp(path.join(tmpdir(), "gantry-secret-"));
const read = (DATABASE_URL: string, SESSION_SECRET?: string) =>
  readSessionSecret({ DATABASE_URL, SESSION_SECRET });

test("the secret is made once, beside the database, for its owner alone", async () => {
  const folder = path.join(await createFolder(), "data");
  const secret = await read(`file:${folder}/gantry.db`);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(await read(`file:${folder}/gantry.db`)).toBe(secret);
  const file = path.join(folder, "session-secret");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, "utf8")).toBe(`${secret}\n`);
});

test("starts at the same moment agree on one secret and leave nothing else behind", async () => {
  const folder = await createFolder();
  const secrets = await Promise.all(
    Array.from({ length: 20 }, () => read(`file:${folder}/gantry.db`)),
  );
  expect(new Set(secrets).size).toBe(1);
  expect(await readdir(folder)).toEqual(["session-secret"]);
});

test("a secret that was set wins and no file is written", async () => {
  const folder = await createFolder();
  const given = "0123456789".repeat(4);
  expect(await read(`file:${folder}/gantry.db`, given)).toBe(given);
  expect(await readdir(folder)).toEqual([]);
});

test("a database in memory has a secret of its own each time", async () => {
  expect(await read("file::memory:")).not.toBe(await read("file::memory:"));
});

test("a file with too little in it stops the start and says what to do", async () => {
  const folder = await createFolder();
  await writeFile(path.join(folder, "session-secret"), "short\n");
  await expect(read(`file:${folder}/gantry.db`)).rejects.toThrow(/session-secret holds fewer/);
});
