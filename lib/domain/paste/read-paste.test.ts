import { expect, test } from "vitest";
import { maxAddressLength } from "./address-parts.ts";
import { idTextLimits, readIdText } from "./read-id-text.ts";
import { readPaste } from "./read-paste.ts";

test("one ID is that of a job, and what is none is said to be none", () => {
  expect(readPaste('"job_id": "job_01A",')).toEqual({
    kind: "job",
    ref: { source: "bedrock", id: "job_01A" },
  });
  expect(readPaste(" ")).toEqual({ kind: "none", hint: "Paste a job ID first." });
  expect(readPaste("prj_01")).toMatchObject({ kind: "none", hint: /is a project/ });
});

const toText = (count: number, tail: string) =>
  Array.from({ length: count }, (_, at) => `job_${at}${tail}`).join("\n");

test.each([
  ["in the address", "A", true],
  ["too long for it", "A".repeat(20), false],
])("a paste tells the lookup that it held more, %s", (_, tail, fits) => {
  const arrived = (count: number) => {
    const paste = readPaste(toText(count, tail));
    if (paste.kind !== "many") throw new Error(`It holds ${paste.kind}.`);
    expect(paste.path !== null).toBe(fits);
    return paste.text;
  };
  expect(readIdText(arrived(idTextLimits.ids))).toMatchObject({ hasMore: false });
  expect(readIdText(arrived(700))).toMatchObject({ hasMore: true });
});

test("an address is no longer than proxies take", () => {
  for (let count = 2; count < 500; count += 1) {
    const paste = readPaste(toText(count, "A".repeat(20)));
    const length = paste.kind === "many" ? (paste.path?.length ?? 0) : Infinity;
    expect(length).toBeLessThanOrEqual(maxAddressLength);
  }
});
