import { afterEach, expect, test, vi } from "vitest";
import { canReveal } from "./reveal-masked.ts";

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["a viewer may not", { data: { name: "vera", role: "viewer" } }, false],
  ["an operator may", { data: { name: "ada", role: "operator" } }, true],
  ["so may whom the sandbox does not ask", { data: null, sandbox: true }, true],
])("of revealing, %s", async (_, answer, isAllowed) => {
  vi.stubGlobal("fetch", async () => Response.json(answer));
  expect(await canReveal()).toBe(isAllowed);
});

test("where Gantry does not answer, the reveal itself tells", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  expect(await canReveal()).toBe(true);
  vi.stubGlobal("fetch", async () => new Response("busy", { status: 503 }));
  expect(await canReveal()).toBe(true);
});
