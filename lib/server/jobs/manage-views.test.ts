import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../auth/actor.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { maxViews } from "../store/view-queries.ts";
import { deleteView, saveView } from "./manage-views.ts";

let store: Store;
const operator: Actor = { name: "ada", role: "operator", address: null };
const viewer: Actor = { name: "bob", role: "viewer", address: null };
const now = 1_000_000_000_000;

beforeAll(async () => {
  store = await openStore("file::memory:");
});
afterAll(async () => store.close());

const save = (name: string, search: string, actor = operator) =>
  saveView({ store }, actor, { name, search }, now);

test("a view is saved in its one form, listed by name, replaced under the same name, and recorded", async () => {
  await save("Stuck", "status=running&created_before=1h&limit=5&cursor=x");
  await save("failures", "status=failed");
  await save("FAILURES", "status=failed&status=partial");
  const views = await store.views.list();
  expect(views.map(({ name, search }) => [name, search])).toEqual([
    ["FAILURES", "status=failed&status=partial"],
    ["Stuck", "status=running&created_before=1h"],
  ]);
  expect(views[0]).toMatchObject({ savedBy: "ada", savedAt: now });
  const [entry] = await store.audit.list({ limit: 1 });
  expect(entry).toMatchObject({ actor: "ada", action: "view_saved", subject: "FAILURES" });
});

test("a viewer neither saves nor deletes", async () => {
  await expect(save("mine", "", viewer)).rejects.toMatchObject({ code: "forbidden" });
  await expect(deleteView({ store }, viewer, "Stuck")).rejects.toMatchObject({ code: "forbidden" });
  expect(await store.views.list()).toHaveLength(2);
});

test("what is deleted is gone and recorded, and what is not there is not found", async () => {
  await deleteView({ store }, operator, "stuck");
  const [entry] = await store.audit.list({ limit: 1 });
  expect(entry).toMatchObject({ actor: "ada", action: "view_deleted", subject: "stuck" });
  expect((await store.views.list()).map(({ name }) => name)).toEqual(["FAILURES"]);
  await expect(deleteView({ store }, operator, "stuck")).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a list that cannot be read is not saved, and neither is one too many", async () => {
  await expect(save("odd", "status=oops")).rejects.toMatchObject({ code: "bad_request" });
  for (let count = 1; count < maxViews; count += 1) await save(`view ${count}`, "");
  await expect(save("one more", "")).rejects.toMatchObject({ code: "bad_request" });
  await expect(save("view 7", "status=failed")).resolves.toMatchObject({ name: "view 7" });
});
