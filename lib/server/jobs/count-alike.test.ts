import { afterEach, beforeEach, expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { countAlike } from "./count-alike.ts";

const now = Date.UTC(2026, 10, 22, 14, 30);
const day = 86_400_000;
let store: Store;

beforeEach(async () => {
  store = await openStore("file::memory:");
});
afterEach(() => store.close());

async function fail(id: string, message: string, finishedAt: number): Promise<void> {
  const error = { code: "SHEET_UNREADABLE", message };
  const times = { createdAt: finishedAt - 9_000, startedAt: finishedAt - 8_000, finishedAt };
  await store.ingest(buildFact({ id, fields: { status: "failed", error, ...times } }));
}

test("jobs that failed in the same way lately are counted, whatever the sheet, but for this one", async () => {
  await fail("job_1", "No vectors on sheet A-101.", now - 1_000);
  await fail("job_2", "No vectors on sheet A-207.", now - 2 * day);
  await fail("job_3", "No vectors on sheet A-300.", now - 60 * day);
  await fail("job_4", "The page is empty.", now - 2_000);
  const error = { code: "SHEET_UNREADABLE", message: "No vectors on sheet A-101." };
  const own = buildSummary({ id: "job_1", status: "failed", error, finishedAt: now - 1_000 });
  const alike = await countAlike(store, own, now);
  expect(alike).toMatchObject({ others: 1 });
  expect(alike?.fingerprint).toMatch(/^SHEET_UNREADABLE: No vectors on sheet/);
});

test("a job that did not fail is like no failure", async () => {
  expect(await countAlike(store, buildSummary({ status: "succeeded" }), now)).toBeNull();
});
