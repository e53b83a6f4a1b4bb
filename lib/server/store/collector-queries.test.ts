import { Kysely } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase } from "./create-test-database.ts";
import { parseDatabaseUrl } from "./connection/database-url.ts";
import { openStore } from "./open-store.ts";
import type { Schema } from "./schema.ts";

test("how far an earlier version has come is gone on from", async () => {
  const { url, remove } = await createTestDatabase();
  onTestFinished(remove);
  const store = await openStore(url);
  onTestFinished(() => store.close());
  const { dialect } = parseDatabaseUrl(url).open((error) => expect.unreachable(String(error)));
  const db = new Kysely<Schema>({ dialect });
  onTestFinished(() => db.destroy());
  const stretch = { until: 1, from: 9, cursor: "next", reached: 5, jobs: 300 };
  const state = {
    ...{ seenUpTo: 9, stretches: [stretch], backfilledAt: null, lastSuccessAt: 9, failure: null },
    broken: { count: 3, at: 9 },
  };
  const row = { source: "figur", state: JSON.stringify(state) } as const;
  await db.insertInto("collector_states").values(row).execute();
  expect(await store.collector.load("figur")).toEqual({
    ...state,
    stretches: [{ ...stretch, before: null, last: null }],
    broken: { count: 3, at: 9, places: [] },
  });
});
