import { describe, expect, it, onTestFinished } from "vitest";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { Artifact } from "#lib/domain/job.ts";
import { mergeJob } from "#lib/domain/merge/merge-job.ts";
import type { Fault } from "#lib/sandbox/fault.ts";
import { startSandbox, type SandboxOptions } from "#lib/sandbox/start-sandbox.ts";
import { describeSource, listAll, type SourceRig, type UpstreamFault } from "../source-contract.ts";
import { createUnstructuredSource } from "./unstructured-source.ts";

const apiKey = "un_test_0c51e7d4";
const nobody = "00000000-0000-4000-8000-000000000000";
const person = { priority: "person" } as const;

const faults: Record<UpstreamFault, Fault> = {
  refuse: { kind: "refuse" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
  garbage: { kind: "garbage" },
  html: { kind: "html", status: 500 },
  unauthorized: { kind: "status", status: 401 },
  forbidden: { kind: "status", status: 403 },
  "rate limit": { kind: "status", status: 429 },
  failure: { kind: "status", status: 500 },
};

async function startUnstructured(options: SandboxOptions = {}, more = {}) {
  const sandbox = await startSandbox({ apiKey, jobs: 0, live: false, ...options });
  const { url, control } = sandbox.unstructured;
  const settings = { url, headersTimeoutMs: 1_200, ...more };
  return {
    settings,
    control,
    source: createUnstructuredSource({ ...settings, apiKey }),
    close: () => sandbox.close(),
  };
}

async function useUnstructured(options: SandboxOptions = {}, more = {}) {
  const upstream = await startUnstructured(options, more);
  onTestFinished(() => upstream.close());
  return upstream;
}

async function setup(): Promise<SourceRig> {
  const { source, settings, control, close } = await startUnstructured();
  return {
    source,
    sourceWithWrongKey: createUnstructuredSource({ ...settings, apiKey: `${apiKey}x` }),
    sourceOfNobody: createUnstructuredSource({ ...settings, url: "http://127.0.0.1:1", apiKey }),
    apiKey,
    unknownId: nobody,
    recordedStatuses: ["queued"],
    createJob: () => control.createJob(),
    start: (id) => control.advance(id, { status: "IN_PROGRESS" }),
    finish: (id) => control.advance(id, { status: "COMPLETED", runtime: "PT1S" }),
    fault: (fault) => control.fault(faults[fault]),
    close,
  };
}

describeSource("Unstructured", setup);

type Poll = { facts: JobFact[]; cursor: string | null };

const nameless = { kind: "chunk", role: null, label: null, url: null, nodeId: nobody };

const node = (name: string, counts: [number, number, number, number]) => ({
  node_name: name,
  node_type: null,
  node_subtype: null,
  ready: counts[0],
  in_progress: counts[1],
  success: counts[2],
  failure: counts[3],
});

describe("the source Unstructured, beyond the contract", () => {
  it("reads the documented job: PT2M30S is 2 m 30 s, and the end is the earliest it can be", async () => {
    const { source } = await useUnstructured();
    const fact = await source.getJob("3fa85f64-5717-4562-b3fc-2c963f66afa6", person);
    const { job } = mergeJob(null, fact);
    expect(job).toMatchObject({
      type: "ephemeral",
      status: "succeeded",
      project: { name: "Contracts to search index" },
      runMs: 150_000,
      startedAt: null,
      queueMs: null,
      finishedAt: (job.createdAt ?? 0) + 150_000,
      artifacts: [{ kind: "chunk", fileId: "upload-1.pdf.json", url: null }],
      detail: { timeNote: expect.stringContaining("earliest") },
    });
  });

  it("says in words with numbers what COMPLETED hides, and which files", async () => {
    const { source, control } = await useUnstructured();
    const failed_files = Array.from({ length: 6 }, (_, index) => ({
      document: `a/${index}.pdf`,
      error: "encrypted",
    }));
    const id = control.createJob({
      status: "COMPLETED",
      details: {
        processing_status: "COMPLETED_WITH_ERRORS",
        node_stats: [node("Partitioner", [0, 0, 96, 4]), node("Chunker", [0, 0, 94, 2])],
      },
      failed_files,
    });
    const { fields, detail } = await source.getJob(id, person);
    expect(fields).toMatchObject({
      status: "partial",
      rawStatus: "COMPLETED",
      error: {
        code: "COMPLETED_WITH_ERRORS",
        message: "Finished, 94 %: 6 of 100 files failed.",
      },
    });
    expect(detail).toMatchObject({ fileCount: 100, failedCount: 6 });
    expect(detail?.files).toHaveLength(6);
    expect(detail?.files?.[0]).toMatchObject({ name: "a/0.pdf", error: "encrypted" });
  });

  it("never rounds a failure away", async () => {
    const { source, control } = await useUnstructured();
    const id = control.createJob({
      status: "COMPLETED",
      details: { node_stats: [node("Partitioner", [0, 0, 9_999, 1])] },
      failed_files: [{ document: "a.pdf", error: null }],
    });
    const { fields } = await source.getJob(id, person);
    expect(fields.error?.message).toBe("Finished, 99 %: 1 of 10000 files failed.");
  });

  it("finds hidden failures in the list of failed files alone", async () => {
    const { source, control } = await useUnstructured();
    const id = control.createJob({
      status: "COMPLETED",
      details: null,
      failed_files: [{ document: "a.pdf", error: "encrypted" }],
      input_file_ids: ["a.pdf", "b.pdf"],
    });
    const { fields, origin } = await source.getJob(id, person);
    expect(fields).toMatchObject({ status: "partial" });
    expect(fields.error?.message).toBe("Finished, 50 %: 1 of 2 files failed.");
    expect(origin).toBe("read");
  });

  it("gives the reason of a failed job from its details and its files", async () => {
    const { source, control } = await useUnstructured();
    const told = control.createJob({ status: "FAILED", details: { message: "No access" } });
    const untold = control.createJob({
      status: "FAILED",
      details: null,
      failed_files: [{ document: "a.pdf", error: "encrypted" }],
    });
    const messageOf = async (id: string) => (await source.getJob(id, person)).fields.error?.message;
    expect(await messageOf(told)).toBe("No access");
    expect(await messageOf(untold)).toBe("1 of 1 file failed.\na.pdf: encrypted");
  });

  it.each(["details", "file-status", "failed-files"] as const)(
    "survives that /%s is not there",
    async (route) => {
      const { source, control } = await useUnstructured();
      control.fault({ kind: "status", status: 404, route });
      for (const status of ["SCHEDULED", "IN_PROGRESS", "COMPLETED", "FAILED"])
        expect(await source.getJob(control.createJob({ status }), person)).toMatchObject({
          origin: "read",
        });
    },
  );

  it("does not take a job that ended for read while its details cannot be asked for", async () => {
    const { source, control } = await useUnstructured();
    control.fault({ kind: "status", status: 500, route: "details" });
    const ended = await source.getJob(control.createJob({ status: "COMPLETED" }), person);
    expect(ended.origin).toBe("list");
    const running = await source.getJob(control.createJob({ status: "IN_PROGRESS" }), person);
    expect(running.origin).toBe("read");
  });

  it.each(["SCHEDULED", "IN_PROGRESS", "COMPLETED", "STOPPED", "FAILED"])(
    "survives a runtime of null in the state %s",
    async (status) => {
      const { source, control } = await useUnstructured();
      const id = control.createJob({ status, runtime: null });
      const { job } = mergeJob(null, await source.getJob(id, person));
      expect(job).toMatchObject({ runMs: null, finishedAt: null, createdAt: expect.any(Number) });
    },
  );

  it.each([
    ["cancelled", "canceled"],
    ["STOPPED", "canceled"],
    ["Completed", "succeeded"],
    ["in_progress", "running"],
    ["PAUSED", "unknown"],
  ])("reads the status %s as %s", async (word, status) => {
    const { source, control } = await useUnstructured();
    const id = control.createJob({ status: word });
    expect((await source.getJob(id, person)).fields).toMatchObject({ status, rawStatus: word });
  });

  it("reads a list of thousands with one request, page by page, each job once", async () => {
    const { source, control } = await useUnstructured(
      { jobs: 4_000 },
      { headersTimeoutMs: 10_000 },
    );
    const facts = await listAll(source, { limit: 100 });
    expect(new Set(facts.map(({ id }) => id)).size).toBe(4_001);
    expect(control.requests().list).toBe(1);
  });

  it("asks for what is in flight alone when the background asks again", async () => {
    const { source, control } = await useUnstructured({ jobs: 50 });
    const background = { priority: "background" } as const;
    const running = control.createJob({ status: "IN_PROGRESS" });
    const ends = control.createJob({ status: "IN_PROGRESS" });
    const before = await source.listJobs({ limit: 200 }, background);
    expect(before.left).toBeUndefined();
    expect(control.requests().list).toBe(1);
    control.advance(ends, { status: "COMPLETED" });
    const comes = control.createJob();
    const after = await source.listJobs({ limit: 200 }, background);
    expect(control.requests().list).toBe(3);
    const idsOf = ({ facts }: typeof before) => facts.map(({ id }) => id);
    expect(idsOf(before)).toContain(ends);
    expect(idsOf(after)).toEqual(expect.arrayContaining([running, comes]));
    expect(idsOf(after)).not.toContain(ends);
    expect(after.facts).toHaveLength(before.facts.length);
    expect(after.left).toEqual([ends]);
    control.advance(comes, { status: "FAILED" });
    expect((await source.listJobs({ limit: 200 }, background)).left).toEqual([comes]);
    expect((await source.listJobs({ limit: 200 }, background)).left).toEqual([]);
  });

  it("loses one broken entry of a list, not the others", async () => {
    const { source, control } = await useUnstructured();
    const good = control.createJob();
    const odd = control.createJob({ fields: { status: 7, runtime: [], created_at: {} } });
    control.createJob({ fields: { id: 7 } });
    const { facts, broken } = await source.listJobs({}, person);
    expect(facts.map(({ id }) => id).toSorted()).toEqual([good, odd].toSorted());
    expect(broken).toEqual([null]);
  });

  it.each(["null", "[]", "{}", `"text"`, "", "<html>", `{"id":"${nobody}"}`])(
    "calls the answer %j nonsense",
    async (text) => {
      const { source, control } = await useUnstructured();
      const id = control.createJob();
      control.putRaw(id, text);
      await expect(source.getJob(id, person)).rejects.toMatchObject({ code: "upstream_invalid" });
    },
  );

  it("asks for one thing a poll while only numbers move, and never twice a file's state in 6 s", async () => {
    const { source, control } = await useUnstructured();
    const stats = (done: number) => ({
      node_stats: [node("Partitioner", [10 - done, 0, done, 0])],
    });
    const id = control.createJob({ status: "IN_PROGRESS", details: stats(0) });
    const poll = async (cursor: string | null) =>
      (await source.pollJob?.(id, cursor, { priority: "watch" })) ?? { facts: [], cursor: null };
    let { cursor } = await poll(null);
    const before = control.requests(id);
    for (let done = 1; done <= 8; done += 1) {
      control.advance(id, { details: stats(done) });
      const answer = await poll(cursor);
      expect(answer.facts[0]?.fields.progress?.fraction).toBe(done / 10);
      cursor = answer.cursor;
    }
    const after = control.requests(id);
    expect(after.total - before.total).toBe(8);
    expect(after["file-status"]).toBe(1);
  });

  it("asks for a missing part once a poll, not twice", async () => {
    const { source, control } = await useUnstructured();
    const id = control.createJob({ status: "IN_PROGRESS", details: null, file_status: null });
    const first = await source.pollJob?.(id, null, { priority: "watch" });
    const before = control.requests(id);
    await source.pollJob?.(id, first?.cursor ?? null, { priority: "watch" });
    expect(control.requests(id).total - before.total).toBe(2);
  });

  it("turns what it sees change into events of that moment, and ends with a whole read", async () => {
    const { source, control } = await useUnstructured();
    const id = control.createJob();
    let { job } = mergeJob(null, await source.getJob(id, person));
    let cursor: string | null = null;
    for (const status of ["SCHEDULED", "IN_PROGRESS", "COMPLETED"]) {
      control.advance(id, { status, runtime: status === "COMPLETED" ? "PT1S" : null });
      const answer: Poll | undefined = await source.pollJob?.(id, cursor, { priority: "watch" });
      for (const fact of answer?.facts ?? []) job = mergeJob(job, fact).job;
      cursor = answer?.cursor ?? null;
      if (status === "COMPLETED") expect(answer?.facts.at(-1)?.origin).toBe("read");
    }
    expect(job.events.map(({ status, origin }) => [status, origin])).toEqual([
      ["queued", "upstream"],
      ["running", "observed"],
      ["succeeded", "observed"],
    ]);
    expect(job).toMatchObject({ runMs: 1_000, queueMs: expect.any(Number) });
    expect(job.finishedAt).toBe(job.events.at(-1)?.at);
  });

  it("cancels what runs, and says conflict for what has ended", async () => {
    const { source, control } = await useUnstructured();
    const id = control.createJob({ status: "IN_PROGRESS" });
    await source.cancelJob?.(id, person);
    expect((await source.getJob(id, person)).fields.status).toBe("canceled");
    await expect(source.cancelJob?.(id, person)).rejects.toMatchObject({ code: "conflict" });
    await expect(source.cancelJob?.(nobody, person)).rejects.toMatchObject({ code: "not_found" });
  });

  it("reads a job anew after a cancel, though somebody reads it already", async () => {
    const { source, control } = await useUnstructured();
    const id = control.createJob({ status: "IN_PROGRESS" });
    control.fault({ kind: "slow", delayMs: 300, route: "details" });
    const before = source.getJob(id, person);
    await expect.poll(() => control.requests(id).details).toBe(1);
    await source.cancelJob?.(id, person);
    expect((await source.getJob(id, person)).fields.status).toBe("canceled");
    expect((await before).fields.status).toBe("running");
  });

  it("calls no file at work that its last look found so, once the job has succeeded", async () => {
    const { source, control } = await useUnstructured();
    const toFiles = (a: string, b: string) => ({
      file_status: [
        { document: "a.pdf", status: a },
        { document: "b.pdf", status: b },
      ],
    });
    const id = control.createJob({ status: "IN_PROGRESS", ...toFiles("IN_PROGRESS", "READY") });
    const running = await source.getJob(id, person);
    expect(running.detail?.files?.map(({ status }) => status)).toEqual(["running", "queued"]);
    control.advance(id, {
      status: "COMPLETED",
      details: { processing_status: "SUCCESS", node_stats: [node("Partitioner", [0, 0, 2, 0])] },
      ...toFiles("SUCCESS", "SUCCESS"),
    });
    const ended = await source.getJob(id, person);
    const { job } = mergeJob(mergeJob(null, running).job, ended);
    expect(job).toMatchObject({ status: "succeeded", detail: { fileCount: 2, files: [] } });
  });

  it("streams an output file, and says which it does not have", async () => {
    const { source, control } = await useUnstructured();
    const id = control.createJob({
      status: "COMPLETED",
      output_node_files: [{ node_id: nobody, file_id: "a/b ü.json" }],
      outputBytes: 1_000_000,
    });
    const artifact = (fileId: string): Artifact => ({ ...nameless, fileId });
    const file = await source.openArtifact?.(id, artifact("a/b ü.json"), person);
    expect((await new Response(file?.body).text()).length).toBeGreaterThan(1_000_000);
    await expect(source.openArtifact?.(id, artifact("none"), person)).rejects.toMatchObject({
      code: "file_not_found",
    });
  });

  it("reads a whole seeded history without a job that makes no sense", async () => {
    const { source } = await useUnstructured({ jobs: 150 });
    const { facts } = await source.listJobs({ limit: 200 }, person);
    expect(facts).toHaveLength(151);
    for (const { id } of facts) {
      const fact = await source.getJob(id, person);
      expect(fact.fields.status).not.toBe("unknown");
      expect(fact.fields.createdAt).toEqual(expect.any(Number));
      const { fraction = null } = fact.fields.progress ?? {};
      if (fraction !== null) expect(fraction).toBeLessThanOrEqual(1);
    }
  });
});
