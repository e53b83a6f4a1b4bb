import { CompiledQuery, Kysely } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createTestDatabase } from "./create-test-database.ts";
import { parseDatabaseUrl } from "./connection/database-url.ts";
import { openStore } from "./open-store.ts";
import { selectEnded, selectUnended } from "./prune.ts";
import type { Schema } from "./schema.ts";

const planRows = z.array(z.object({ detail: z.string() }));

test("jobs to be forgotten are found by an index alone, in its order", async () => {
  const { url, remove } = await createTestDatabase();
  onTestFinished(remove);
  await (await openStore(url)).close();
  const { dialect } = parseDatabaseUrl(url).open((error) => expect.unreachable(String(error)));
  const db = new Kysely<Schema>({ dialect });
  onTestFinished(() => db.destroy());
  const explain = async (query: ReturnType<typeof selectEnded>) => {
    const { sql, parameters } = query.select(["source", "id"]).limit(50).compile();
    const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    return planRows.parse((await db.executeQuery(plan)).rows).map(({ detail }) => detail);
  };
  expect(await explain(selectEnded(db, 1_000))).toEqual([
    expect.stringMatching(/^SEARCH jobs USING COVERING INDEX jobs_ended /),
  ]);
  expect(await explain(selectUnended(db, 1_000))).toEqual([
    expect.stringMatching(/^SEARCH jobs USING (COVERING )?INDEX jobs_unended /),
  ]);
});
