import Database from "better-sqlite3";
import { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TakingTurnsDialect } from "./taking-turns-dialect.ts";

let db: Kysely<{ notes: { text: string } }>;

beforeEach(async () => {
  db = new Kysely({ dialect: new TakingTurnsDialect({ database: new Database(":memory:") }) });
  await db.schema.createTable("notes").addColumn("text", "text").execute();
});

afterEach(() => db.destroy());

const add = (text: string) => db.insertInto("notes").values({ text }).execute();

async function listTexts(): Promise<string[]> {
  const rows = await db.selectFrom("notes").select("text").execute();
  return rows.map(({ text }) => text);
}

test("who asks first is served first", async () => {
  const texts = Array.from({ length: 500 }, (_, index) => String(index));
  await Promise.all(texts.map(add));
  expect(await listTexts()).toEqual(texts);
});

test("nobody sees into a transaction that is open, and one that fails hands its turn on", async () => {
  const failing = db.transaction().execute(async (transaction) => {
    await transaction.insertInto("notes").values({ text: "taken back" }).execute();
    await new Promise((resolve) => setTimeout(resolve, 20));
    throw new Error("given up");
  });
  const meanwhile = Promise.all([add("stays"), listTexts()]);
  await expect(failing).rejects.toThrow("given up");
  expect((await meanwhile)[1]).toEqual(["stays"]);
});
