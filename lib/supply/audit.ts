import { execFile } from "node:child_process";
import { z } from "zod";
import { root } from "./locked-packages.ts";

const timeoutMs = 30_000;
const grave: ReadonlySet<string> = new Set(["high", "critical"]);

const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.string(),
      via: z.array(z.union([z.string(), z.object({ title: z.string() })])),
    }),
  ),
});
const refusalSchema = z.object({ message: z.string() });

/** What the registry's advisories say of what ships: the grave ones, or why they cannot be had. */
export type Audit =
  | { kind: "told"; packages: number; findings: string[] }
  | { kind: "refused"; why: string };

/** `npm audit --json`, as it was printed. Throws for a text that is neither a report nor a refusal. */
export function readAudit(printed: string): Audit {
  const json: unknown = JSON.parse(printed);
  const report = reportSchema.safeParse(json).data;
  if (!report) return { kind: "refused", why: refusalSchema.parse(json).message };
  const entries = Object.entries(report.vulnerabilities);
  const findings = entries
    .filter(([, { severity }]) => grave.has(severity))
    .map(([name, { severity, via }]) => `${name} (${severity}): ${via.map(toTitle).join("; ")}`);
  return { kind: "told", packages: entries.length, findings };
}

const toTitle = (via: string | { title: string }) => (typeof via === "string" ? via : via.title);

/** Asks the registry that npm uses. */
export function audit(): Promise<Audit> {
  const { promise, resolve, reject } = Promise.withResolvers<Audit>();
  const args = ["audit", "--omit=dev", "--json"];
  // A finding and a refusal both end with an error; the output tells them apart.
  execFile("npm", args, { cwd: root, timeout: timeoutMs }, (error, printed) => {
    if (printed.trim() === "")
      return resolve({ kind: "refused", why: error?.message ?? "npm printed nothing" });
    try {
      resolve(readAudit(printed));
    } catch (unreadable) {
      reject(unreadable);
    }
  });
  return promise;
}
