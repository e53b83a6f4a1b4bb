import { afterEach, beforeEach, expect, test } from "vitest";
import { locatePath, toExactPath } from "#lib/domain/json/locate.ts";
import { parseJson } from "#lib/domain/json/parse.ts";
import { toPlaces } from "#lib/domain/json/path.ts";
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
  [`{"password":"a","password":"b"}`, [1], `$["password"~2]`],
  [`{"https://x/?sig=SEKRET":{"a":"Bearer b"}}`, [0, 0], `$["https://x/?sig=[masked]"].a`],
  [`{"?sig=SEKRET1":1,"?sig=SEKRET2":2}`, [1], `$["?sig=[masked]"~2]`],
  [String.raw`{"{\"token\":\"SEKRET\"}":1}`, [0], String.raw`$["{\"token\":\"[masked]\"}"]`],
])(
  "of %s the path is the one that the page shows, its keys masked",
  async (payload, places, path) => {
    await store.ingest(buildFact({ document: buildDocument(payload, "2") }));
    const shown = new TextDecoder().decode(await store.getDocumentPart(ref, "payload"));
    const parsed = parseJson(shown);
    if (!parsed.ok) throw new Error("not JSON");
    const { model } = parsed;
    expect(toPlaces(model, locatePath(model, path) ?? 0)).toEqual(places);
    expect(toExactPath(model, locatePath(model, path) ?? 0)).toBe(path);
    const revealed = await revealValue({ store }, ada, ref, { part: "payload", places });
    expect(revealed.path).toBe(path);
    expect((await listActions())[0]).toMatchObject({ detail: `payload ${path}` });
  },
);

test.each([
  ["a viewer", { ...ada, role: "viewer" as const }, [1], "Only an operator"],
  ["a whole object", ada, [0, 0, 0], "Only a single"],
  ["what is not there", ada, [7], "no such value"],
])("%s is refused, and nothing is recorded as revealed", async (_, actor, places, message) => {
  const reveal = revealValue({ store }, actor, ref, { part: "payload", places });
  await expect(reveal).rejects.toThrow(message);
  expect(await listActions()).toEqual([]);
});
