import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { mergeJob } from "#lib/domain/merge/merge-job.ts";
import { createUnstructuredSource } from "./unstructured-source.ts";

const person = { priority: "person" } as const;
const background = { priority: "background" } as const;
const toId = (at: number) => `6b1d9a02-0000-4000-8000-00000000000${at}`;
const words = ["SCHEDULED", "IN_PROGRESS", "COMPLETED", "FAILED"];
const jobs = words.map((status, at) => ({
  id: toId(at),
  status,
  created_at: `2026-06-17T08:5${at}:00Z`,
}));

/** An upstream whose answers are these; it hears what it was asked for. */
async function serve(toAnswer: (path: string, search: URLSearchParams) => [number, unknown]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://unstructured");
    asked.push(request.url ?? "");
    const [status, body] = toAnswer(pathname, searchParams);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;
  return { asked, source: createUnstructuredSource({ url, apiKey: "un_test_7d02c9f1" }) };
}

test("an upstream that refuses our words for a state is asked for everything, once and for all", async () => {
  const { source, asked } = await serve((_, search) => {
    const status = search.get("status");
    return status !== null && status !== status.toLowerCase() ? [422, {}] : [200, jobs];
  });
  for (let round = 0; round < 3; round += 1) {
    const { facts } = await source.listJobs({ status: "failed" }, person);
    expect(facts.map(({ id }) => id)).toEqual([toId(3)]);
  }
  expect(asked.filter((path) => path.includes("status="))).toHaveLength(1);
});

test("an upstream that heeds no filter tells of each job once", async () => {
  const { source } = await serve(() => [200, jobs]);
  const ids = async () =>
    (await source.listJobs({}, background)).facts.map(({ id }) => id).toSorted();
  const all = jobs.map(({ id }) => id);
  expect(await ids()).toEqual(all);
  // By now only those in flight are asked for anew.
  expect(await ids()).toEqual(all);
});

test("details that are not there any more take nothing away that they told", async () => {
  let areThere = true;
  const { source } = await serve((path) => {
    if (!/details|files/.test(path)) return [200, { ...jobs[2], input_file_ids: ["a.pdf"] }];
    if (!areThere) return [404, {}];
    if (path.endsWith("failed-files"))
      return [200, { failed_files: [{ document: "a.pdf", error: "encrypted" }] }];
    const counts = { ready: 0, in_progress: 0, success: 94, failure: 6 };
    return [200, { processing_status: "COMPLETED_WITH_ERRORS", node_stats: [counts] }];
  });
  const before = mergeJob(null, await source.getJob(toId(2), person)).job;
  const known = { status: "partial", detail: { failedCount: 6, fileCount: 100 } };
  expect(before).toMatchObject(known);
  areThere = false;
  const { job } = mergeJob(before, await source.getJob(toId(2), person));
  expect(job).toMatchObject({ ...known, error: before.error });
});
