import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { createSources } from "../sources/registry.ts";
import type { Source } from "../sources/source.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { findElsewhere } from "./find-elsewhere.ts";
import { lookupJobs } from "./lookup-jobs.ts";

const nobody = "00000000-0000-4000-8000-000000000000";
let sandbox: Sandbox;
let store: Store;

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false });
  store = await openStore("file::memory:");
});

afterEach(async () => {
  await sandbox.close();
  await store.close();
});

/** Bedrock, and Unstructured twice: a second source whose IDs have the same shape, and which knows no job. */
function toContext(names: ("bedrock" | "twin" | "unstructured")[]) {
  const { url, apiKey, unstructured } = sandbox;
  const real = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    unstructured: { url: unstructured.url, apiKey },
    stallMs: 300,
  });
  const [bedrock, own] = [real.get("bedrock"), real.get("unstructured")];
  if (!bedrock || !own) throw new Error("The sources are not set up.");
  const twin: Source = { ...own, name: "figur", label: "Twin", getJob: () => refuse() };
  const all = { bedrock, twin, unstructured: own };
  const sources = new Map(names.map((name) => [all[name].name, all[name]]));
  return { sources, store };
}

function refuse(): Promise<never> {
  return Promise.reject(new ProblemError("not_found", "Twin does not know this."));
}

test("where two sources fit, each is asked, and the answer is remembered", async () => {
  const context = toContext(["twin", "unstructured"]);
  const id = sandbox.unstructured.control.createJob({ status: "COMPLETED" });
  expect((await lookupJobs(context, id)).data).toMatchObject([
    { source: "unstructured", found: true },
  ]);
  const before = sandbox.unstructured.control.requests().total;
  expect((await lookupJobs(context, id)).data).toMatchObject([
    { source: "unstructured", found: true },
  ]);
  expect(sandbox.unstructured.control.requests().total).toBe(before);
});

test("an ID that none of them knows says what each answered", async () => {
  const context = toContext(["twin", "unstructured"]);
  const [{ reason } = { reason: null }] = (await lookupJobs(context, nobody)).data;
  expect(reason).toMatch(/Unstructured: .*not know.* Twin: Twin does not know this\./);
});

test("a source that is not set up is not offered", async () => {
  const [answer] = (await lookupJobs(toContext(["bedrock"]), nobody)).data;
  expect(answer).toMatchObject({ source: null, reason: "Gantry has no key for unstructured." });
});

test("a page of a source that does not have the job leads to the one that has", async () => {
  const context = toContext(["twin", "unstructured"]);
  const id = sandbox.unstructured.control.createJob({ status: "COMPLETED" });
  const missing = new ProblemError("not_found", "Twin does not know this.");
  expect(await findElsewhere(context, missing, { name: "figur", id })).toMatchObject({
    found: { source: "unstructured", id },
  });
  expect(await findElsewhere(context, missing, { name: "figur", id: nobody })).toEqual({
    found: null,
    asked: ["Twin", "Unstructured"],
  });
});

test("one source that is down leaves the others unharmed", async () => {
  const context = toContext(["bedrock", "unstructured"]);
  sandbox.unstructured.control.fault({ kind: "refuse" });
  const job = sandbox.control.createJob();
  const answers = (await lookupJobs(context, `${job} ${nobody}`)).data;
  expect(answers).toMatchObject([{ found: true }, { found: false }]);
  expect(answers[1]?.reason).toMatch(/could not reach Unstructured/);
});
