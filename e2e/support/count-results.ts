import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const unitReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const storyReport = z.object({
  stats: z.object({ expected: z.number(), flaky: z.number(), unexpected: z.number() }),
});

let passed = 0;
let failed = 0;
const unit = read("test-results/unit.json", unitReport);
if (unit) {
  passed += unit.numPassedTests;
  failed += unit.numFailedTests;
}
const stories = read("test-results/e2e.json", storyReport);
if (stories) {
  passed += stories.stats.expected + stories.stats.flaky;
  failed += stories.stats.unexpected;
}
console.log(`${passed} passed, ${failed} failed`);
if (!unit || !stories || passed === 0 || failed > 0) process.exitCode = 1;

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}
