import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TakingTurnsDialect } from "./taking-turns-dialect.ts";

let folder: string;
let db: Kysely<{ notes: { text: string } }>;
let otherProcess: Database.Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gantry-turns-"));
  const open = () => new Database(join(folder, "notes.db"), { timeout: 0 });
  const database = open();
  database.pragma("journal_mode = WAL");
  db = new Kysely({ dialect: new TakingTurnsDialect({ database }) });
  await db.schema.createTable("notes").addColumn("text", "text").execute();
  otherProcess = open();
});

afterEach(async () => {
  otherProcess.close();
  await db.destroy();
  await rm(folder, { recursive: true });
});

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
    await setTimeout(20);
    throw new Error("given up");
  });
  const meanwhile = Promise.all([add("stays"), listTexts()]);
  await expect(failing).rejects.toThrow("given up");
  expect((await meanwhile)[1]).toEqual(["stays"]);
});

describe("while another process writes", () => {
  const addElsewhere = () => otherProcess.exec("insert into notes values ('theirs')");

  test("who writes, too, waits for it, and who reads does not", async () => {
    otherProcess.exec("begin immediate");
    const writing = Promise.all([
      add("ours"),
      db
        .transaction()
        .execute((inside) => inside.insertInto("notes").values({ text: "ours" }).execute()),
    ]);
    await setTimeout(20);
    expect(await listTexts()).toEqual([]);
    addElsewhere();
    otherProcess.exec("commit");
    await writing;
    expect(await listTexts()).toEqual(["theirs", "ours", "ours"]);
  });

  test("a transaction that reads before it writes is not overtaken", async () => {
    await db.transaction().execute(async (inside) => {
      await inside.selectFrom("notes").selectAll().execute();
      expect(addElsewhere).toThrow("database is locked");
      await inside.insertInto("notes").values({ text: "ours" }).execute();
    });
    expect(await listTexts()).toEqual(["ours"]);
  });

  test("one that only reads keeps nobody from writing, and sees nothing of it", async () => {
    const read = db.transaction().setAccessMode("read only");
    await read.execute(async (inside) => {
      const list = () => inside.selectFrom("notes").selectAll().execute();
      expect(await list()).toEqual([]);
      addElsewhere();
      expect(await list()).toEqual([]);
    });
    expect(await listTexts()).toEqual(["theirs"]);
  });
});
