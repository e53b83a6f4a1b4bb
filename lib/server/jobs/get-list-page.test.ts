import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { getListPage } from "./get-list-page.ts";

let store: Store;
const now = 10_000;

beforeAll(async () => {
  store = await openStore("file::memory:");
  await store.ingestAll(
    Array.from({ length: 60 }, (_, at) =>
      buildFact({ id: `job_${at}`, fields: { type: "parse", createdAt: at } }),
    ),
  );
});
afterAll(async () => store.close());

const read = (search: string, from = store) => {
  const collector = { states: () => new Map(), readIfOld: async () => new Map() };
  return getListPage({ store: from, collector, sources: new Map() }, new URLSearchParams(search), {
    now,
    zone: "UTC",
  });
};

async function readNext(search: string): Promise<string> {
  const page = await read(search);
  return page.kind === "page" ? (page.list?.meta.next ?? "") : "";
}

test("a cursor of another list, or none at all, is said in a sentence", async () => {
  const cursor = await readNext("");
  for (const search of ["cursor=x", `type=parse&cursor=${cursor}`]) {
    const page = await read(search);
    expect(page).toMatchObject({ list: null, errors: [{ message: /cursor/i }] });
  }
});

test("the usual sort is the same list, named or not", async () => {
  const cursor = await readNext("sort=-created");
  expect(await read(`cursor=${cursor}`)).toMatchObject({
    errors: [],
    list: { data: { length: 10 } },
  });
});

test("a database that fails is one error, whatever was asked of it at once", async () => {
  const fail = async () => {
    await setTimeout(5);
    throw new Error("The connection is lost.");
  };
  const unhandled = vi.fn<(error: unknown) => void>();
  process.prependListener("unhandledRejection", unhandled);
  onTestFinished(() => void process.off("unhandledRejection", unhandled));
  const failing = { ...store, listJobs: fail, listValues: fail };
  await expect(read("", failing)).rejects.toThrow("The connection is lost.");
  await setTimeout(20);
  expect(unhandled).not.toHaveBeenCalled();
});
