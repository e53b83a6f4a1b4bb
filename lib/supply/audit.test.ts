import { expect, test } from "vitest";
import { audit, readAudit } from "./audit.ts";

test(
  "no package that ships is known to have a grave weakness",
  { timeout: 40_000 },
  async ({ skip }) => {
    const told = await audit();
    if (told.kind === "refused") return skip(`nobody could be asked: ${told.why}`);
    expect(told.findings).toEqual([]);
  },
);

test("a report with a high finding is told from one with a lesser, and both from a refusal", () => {
  const via = [{ title: "Prototype pollution", severity: "high" }, "other"];
  const report = (severity: string) =>
    JSON.stringify({ vulnerabilities: { left: { severity, via } }, metadata: {} });
  expect(readAudit(report("high"))).toMatchObject({
    findings: ["left (high): Prototype pollution; other"],
  });
  expect(readAudit(report("critical"))).toMatchObject({ findings: { length: 1 } });
  expect(readAudit(report("moderate"))).toEqual({ kind: "told", packages: 1, findings: [] });
  expect(readAudit('{"vulnerabilities":{}}')).toEqual({ kind: "told", packages: 0, findings: [] });
  const refusal = { message: "405 Method Not Allowed", statusCode: 405 };
  expect(readAudit(JSON.stringify(refusal))).toEqual({ kind: "refused", why: refusal.message });
  expect(() => readAudit("{}")).toThrow("message");
});
