import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const main = new URL("main.ts", import.meta.url).pathname;

function run(settings: Record<string, string>) {
  return spawn(process.execPath, [main], { env: { ...process.env, ...settings } });
}

test("the sandbox says where it is, and answers there", async () => {
  const child = run({ SANDBOX_PORT: "0", SANDBOX_JOBS: "10", SANDBOX_CONTROL: "1" });
  try {
    const [line] = await once(child.stdout, "data");
    const [, url, key] = /^Sandbox at (\S+), key (\S+)\n$/.exec(String(line)) ?? [];
    const headers = { Authorization: `Bearer ${key}` };
    expect((await fetch(`${url}/jobs`, { headers })).status).toBe(200);
    expect((await fetch(`${url}/_sandbox/requests`, { method: "POST" })).status).toBe(200);
  } finally {
    child.kill();
  }
});

test.each([
  { SANDBOX_PORT: "http" },
  { SANDBOX_PORT: "70000" },
  { SANDBOX_JOBS: "-1" },
  { SANDBOX_CONTROL: "yes" },
])("a bad setting stops it with one line: %o", async (settings) => {
  const child = run(settings);
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect(code).toBe(1);
  expect(errors).toMatch(/^The sandbox cannot start: SANDBOX_\w+: .+\n$/);
});
