import { expect, test } from "vitest";
import { buildFact } from "../build-fact.ts";
import { createTestDatabase } from "../create-test-database.ts";
import { openStore } from "../open-store.ts";

test("a text is found as it is written, also in letters whose cases not everybody folds alike", async () => {
  const database = await createTestDatabase();
  const store = await openStore(database.url);
  const messages = ["İSTANBUL planı", "ᲥᲐᲠᲗᲣᲚᲘ", "Straße 5", "ΣΊΣΥΦΟΣ", "plain Text"];
  for (const [index, message] of messages.entries())
    await store.ingest(
      buildFact({
        id: `job_${index}`,
        fields: { status: "failed", error: { code: "X", message } },
      }),
    );
  for (const [index, message] of messages.entries())
    for (const q of [message, message.slice(0, 4), message.slice(-4)])
      expect((await store.listJobs({ q })).jobs.map(({ id }) => id)).toEqual([`job_${index}`]);
  expect((await store.listJobs({ q: "PLAIN tEXT" })).total).toBe(1);
  await store.close();
  await database.remove();
});
