import { afterEach, beforeEach, expect, test } from "vitest";
import { buildDocument, buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { revealValue } from "./reveal-value.ts";

const ref = { source: "bedrock", id: "job_1" } as const;
const ada = { name: "ada", role: "operator", address: "10.0.0.1" } as const;
let store: Store;

beforeEach(async () => {
  store = await openStore("file::memory:");
  const payload = `{"a":[{"odd key":{"token":"s3\\u0063ret"}}],"pin":1}`;
  await store.ingest(buildFact({ document: buildDocument(payload, "2") }));
});
afterEach(() => store.close());

const listActions = () => store.audit.list({ limit: 10 });

test("an operator sees one value as the upstream sent it, and the record says who, what and where", async () => {
  const revealed = await revealValue({ store }, ada, ref, {
    part: "payload",
    places: [0, 0, 0, 0],
  });
  expect(revealed).toEqual({ text: `"s3\\u0063ret"`, path: `$.a[0]["odd key"].token` });
  const [entry] = await listActions();
  expect(entry).toMatchObject({
    actor: "ada",
    address: "10.0.0.1",
    action: "value_revealed",
    subject: "bedrock:job_1",
    detail: `payload $.a[0]["odd key"].token`,
  });
});

test.each([
  ["a viewer", { ...ada, role: "viewer" as const }, [1], "Only an operator"],
  ["a whole object", ada, [0, 0, 0], "Only a single"],
  ["what is not there", ada, [7], "no such value"],
])("%s is refused, and nothing is recorded as revealed", async (_, actor, places, message) => {
  const reveal = revealValue({ store }, actor, ref, { part: "payload", places });
  await expect(reveal).rejects.toThrow(message);
  expect(await listActions()).toEqual([]);
});
