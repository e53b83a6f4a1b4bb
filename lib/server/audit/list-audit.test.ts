import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../store/open-store.ts";
import { toAuditCsv, toAuditJson } from "./audit-response.ts";
import { exportAudit, listAudit } from "./list-audit.ts";
import { parseAuditQuery } from "./parse-audit-query.ts";

const ada = { name: "ada", role: "operator", address: "192.0.2.1" } as const;
const vera = { ...ada, name: "vera", role: "viewer" } as const;
let store: Store;

beforeEach(async () => {
  store = await openStore("file::memory:");
  for (let n = 0; n < 5; n += 1)
    await store.audit.record({
      at: n,
      actor: n % 2 === 0 ? "ada" : "=cmd|' /C calc'!A0",
      address: null,
      action: "exported",
      subject: `a "list", ${n}`,
      detail: null,
    });
});

afterEach(() => store.close());

test("an operator reads the record page by page; a viewer is refused, and takes nothing away either", async () => {
  const first = await listAudit({ store }, ada, { limit: 3 });
  expect(first.entries.map(({ at }) => at)).toEqual([4, 3, 2]);
  const rest = await listAudit({ store }, ada, { limit: 3, before: first.next ?? "" });
  expect(rest.entries.map(({ at }) => at)).toEqual([1, 0]);
  expect(rest.next).toBeNull();
  const refused = { code: "forbidden" };
  await expect(listAudit({ store }, vera, { limit: 3 })).rejects.toMatchObject(refused);
  await expect(exportAudit({ store }, vera, "CSV")).rejects.toMatchObject(refused);
});

test("the export holds everything, as JSON and as CSV that no spreadsheet runs, and is recorded itself", async () => {
  const json = await toAuditJson(await exportAudit({ store }, ada, "JSON")).json();
  expect(json.data).toHaveLength(6);
  expect(json.data[0]).toMatchObject({ action: "exported", actor: "ada", detail: "JSON" });
  const csv = await toAuditCsv(await exportAudit({ store }, ada, "CSV")).text();
  const lines = csv.split("\r\n");
  expect(lines).toHaveLength(9);
  expect(lines[0]).toBe("at,actor,address,action,subject,detail");
  expect(lines[4]).toBe(`1970-01-01T00:00:00.003Z,'=cmd|' /C calc'!A0,,Exported,"a ""list"", 3",`);
});

test("a bad address of the record is told field by field", () => {
  expect(parseAuditQuery([["actor", ""]])).toEqual({ limit: 100 });
  for (const bad of [
    "action=exploded",
    "limit=0",
    "limit=x",
    "before=%27",
    "actor=" + "x".repeat(65),
  ])
    expect(() => parseAuditQuery(new URLSearchParams(bad))).toThrow(
      expect.objectContaining({ code: "bad_request" }),
    );
});
