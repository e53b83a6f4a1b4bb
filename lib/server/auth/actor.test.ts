import { expect, test } from "vitest";
import { openStore } from "../store/open-store.ts";
import { recordAction, requireOperator } from "./actor.ts";

const ada = { name: "ada", role: "operator", address: "192.0.2.1" } as const;

test("an operator may; a viewer is refused", () => {
  expect(() => requireOperator(ada)).not.toThrow();
  expect(() => requireOperator({ ...ada, role: "viewer" })).toThrow(
    expect.objectContaining({ code: "forbidden" }),
  );
});

test("what an actor did is recorded with its name, its address and the moment", async () => {
  const store = await openStore("file::memory:");
  const before = Date.now();
  await recordAction(store, ada, { action: "exported", detail: "12 jobs, CSV" });
  const [entry] = await store.audit.list({ limit: 1 });
  expect(entry).toMatchObject({
    actor: "ada",
    address: "192.0.2.1",
    action: "exported",
    subject: null,
    detail: "12 jobs, CSV",
  });
  expect(entry?.at).toBeGreaterThanOrEqual(before);
  await store.close();
});
