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

test("one that refused is asked for everything once at each reading of the background", async () => {
  const { source, asked } = await serve((_, search) =>
    search.has("status") ? [422, {}] : [200, jobs],
  );
  await source.listJobs({}, background);
  await source.listJobs({}, background);
  asked.length = 0;
  const { facts, left = [] } = await source.listJobs({}, background);
  expect(asked).toEqual(["/api/v1/jobs/"]);
  expect(facts).toHaveLength(jobs.length);
  expect(left).toEqual([]);
});

test.each([
  [
    "file status alone knows",
    [{ document: "a.pdf", status: "FAILURE", error: "encrypted" }],
    1,
    "a.pdf",
  ],
  ["all files did well", [{ document: "a.pdf", status: "SUCCESS" }], 0, undefined],
])("without details and failed files, %s", async (_, files, failedCount, name) => {
  const { source } = await serve((path) => {
    if (path.endsWith("file-status")) return [200, { files }];
    return /details|failed-files/.test(path) ? [404, {}] : [200, jobs[2]];
  });
  const { fields, detail, origin } = await source.getJob(toId(2), person);
  expect(origin).toBe("read");
  expect(fields.status).toBe(failedCount > 0 ? "partial" : "succeeded");
  expect(detail?.failedCount).toBe(failedCount);
  expect(detail?.files?.find(({ status }) => status === "failed")?.name).toBe(name);
});

test("a part of the files that did well does not deny failures among the rest", async () => {
  const { source } = await serve((path) => {
    const files = [{ document: "a.pdf", status: "SUCCESS" }];
    if (path.endsWith("file-status")) return [200, { files, truncated: true }];
    return /details|failed-files/.test(path) ? [404, {}] : [200, jobs[2]];
  });
  const { detail } = await source.getJob(toId(2), person);
  expect(detail).not.toHaveProperty("failedCount");
});

test("a file status that cannot be asked for at the end is no whole read, one that is not there is", async () => {
  let status = 500;
  const { source } = await serve((path) => {
    if (path.endsWith("file-status")) return [status, {}];
    return /details|failed-files/.test(path) ? [404, {}] : [200, jobs[2]];
  });
  expect((await source.getJob(toId(2), person)).origin).toBe("list");
  status = 404;
  expect((await source.getJob(toId(2), person)).origin).toBe("read");
});

test("a failed file without a name counts", async () => {
  const { source } = await serve((path) => {
    if (path.endsWith("failed-files")) return [200, { failed_files: [{ error: "encrypted" }] }];
    return path.endsWith("details") ? [404, {}] : [200, jobs[2]];
  });
  const { fields, detail } = await source.getJob(toId(2), person);
  expect(fields.status).toBe("partial");
  expect(detail?.files).toMatchObject([{ name: "(unnamed file)", error: "encrypted" }]);
});

test("a processing that failed is no success, and its reason is told", async () => {
  const { source } = await serve((path) => {
    if (path.endsWith("details"))
      return [200, { processing_status: "FAILED", message: "Index unreachable" }];
    return path.endsWith("failed-files") ? [404, {}] : [200, jobs[2]];
  });
  const { fields } = await source.getJob(toId(2), person);
  expect(fields.status).toBe("partial");
  expect(fields.error).toMatchObject({
    code: "FAILED",
    message: expect.stringContaining("Index unreachable"),
  });
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
