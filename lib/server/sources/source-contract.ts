import "server-only";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { ProblemError, toProblemDocument, type ProblemCode } from "#lib/domain/problem.ts";
import type { JobStatus } from "#lib/domain/job.ts";
import type { ListQuery, Source } from "./source.ts";

export type UpstreamFault =
  | "refuse"
  | "hang"
  | "cut"
  | "garbage"
  | "html"
  | "unauthorized"
  | "forbidden"
  | "rate limit"
  | "failure";

/** A source, and its simulated upstream in the hands of the suite. */
export type SourceRig = {
  /** Its deadlines and its stall time are short: half a second or less. */
  source: Source;
  /** The same source with a key that the upstream does not know. */
  sourceWithWrongKey: Source;
  /** The same source where nobody listens. */
  sourceOfNobody: Source;
  apiKey: string;
  /** Of the right shape, of no job. */
  unknownId: string;
  /** Of the events in the upstream's record of a job that was queued, ran and ended well. */
  recordedStatuses: JobStatus[];
  /** A queued job. */
  createJob(more?: { parentId?: string }): string;
  start(id: string): void;
  finish(id: string): void;
  fault(fault: UpstreamFault): void;
  close(): Promise<void>;
};

const person = { priority: "person" } as const;

export const faults: [UpstreamFault, ProblemCode][] = [
  ["refuse", "upstream_unavailable"],
  ["hang", "upstream_timeout"],
  ["cut", "upstream_unavailable"],
  ["garbage", "upstream_invalid"],
  ["html", "upstream_error"],
  ["unauthorized", "upstream_unauthorized"],
  ["forbidden", "upstream_forbidden"],
  ["rate limit", "upstream_rate_limited"],
  ["failure", "upstream_error"],
];

/** What every source keeps, over real HTTP. */
export function describeSource(name: string, setup: () => Promise<SourceRig>): void {
  describe(`the source ${name}`, () => {
    let rig: SourceRig;
    beforeEach(async () => {
      rig = await setup();
    });
    afterEach(() => rig.close());

    it("knows the shape of its IDs", () => {
      expect(rig.source.isJobId(rig.createJob())).toBe(true);
      expect(rig.source.isJobId(rig.unknownId)).toBe(true);
      for (const text of ["", ".", "..", "job_", "a b", "job_a/../b", "job_a?b", "x".repeat(500)]) {
        expect(rig.source.isJobId(text)).toBe(false);
      }
    });

    it("writes a shell line that reads the job with the key in a variable, and never the key", () => {
      const id = rig.createJob();
      const line = rig.source.toCurl(id);
      expect(line).toMatch(/^curl /);
      expect(line).toContain(id);
      expect(line).toMatch(/\$[A-Z]+_API_KEY/);
      expect(line).not.toContain(rig.apiKey);
      expect(() => rig.source.toCurl("a'; rm -rf /")).toThrow(ProblemError);
    });

    it("gets a job, with the document that came", async () => {
      const id = rig.createJob();
      expect(await rig.source.getJob(id, person)).toMatchObject({
        source: rig.source.name,
        id,
        origin: "read",
        fields: { status: "queued" },
        document: { bytes: expect.any(Uint8Array) },
      });
      rig.start(id);
      rig.finish(id);
      const { fields, events } = await rig.source.getJob(id, person);
      expect(fields.status).toBe("succeeded");
      expect(events.map((event) => event.status)).toEqual(rig.recordedStatuses);
    });

    it("says not_found for a job that the upstream does not know", async () => {
      expect(await codeOf(rig, rig.source.getJob(rig.unknownId, person))).toBe("not_found");
    });

    it("asks the upstream nothing for a text that is no ID", async () => {
      const { sent } = rig.source.budget();
      for (const id of ["..", "job_a/../../list", "job_a?x=1", ""]) {
        expect(await codeOf(rig, rig.source.getJob(id, person))).toBe("malformed_id");
      }
      expect(rig.source.budget().sent).toBe(sent);
    });

    it("asks once when many ask for the same job at the same time", async () => {
      const id = rig.createJob();
      const before = rig.source.budget().sent;
      await rig.source.getJob(id, person);
      const between = rig.source.budget().sent;
      await Promise.all(Array.from({ length: 10 }, () => rig.source.getJob(id, person)));
      expect(rig.source.budget().sent - between).toBe(between - before);
    });

    it("answers the others when one of many gives up", async () => {
      const id = rig.createJob();
      const controller = new AbortController();
      const leaver = rig.source.getJob(id, { ...person, signal: controller.signal });
      const stayer = rig.source.getJob(id, person);
      controller.abort();
      await expect(leaver).rejects.toBeInstanceOf(ProblemError);
      expect(await stayer).toMatchObject({ id });
    });

    it("lists every job once, page by page, newest first", async () => {
      const ids = Array.from({ length: 7 }, () => rig.createJob());
      const facts = await listAll(rig.source, { limit: 2 });
      expect(facts.map((fact) => fact.id).toSorted()).toEqual(ids.toSorted());
      const times = facts.map((fact) => fact.fields.createdAt ?? 0);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      expect(new Set(facts.map((fact) => fact.origin))).toEqual(new Set(["list"]));
    });

    it("lists nothing from before the time asked for", async () => {
      rig.createJob();
      expect(await listAll(rig.source, { createdAfter: Date.now() + 60_000 })).toEqual([]);
    });

    it("says bad_request for a cursor that the upstream does not know", async () => {
      expect(await codeOf(rig, rig.source.listJobs({ cursor: "nonsense" }, person))).toBe(
        "bad_request",
      );
    });

    it.each(faults)("tells a failed read apart: %s", async (fault, code) => {
      const id = rig.createJob();
      rig.fault(fault);
      expect(await codeOf(rig, rig.source.getJob(id, person))).toBe(code);
    });

    it.each(faults)("tells a failed list apart: %s", async (fault, code) => {
      rig.fault(fault);
      expect(await codeOf(rig, rig.source.listJobs({}, person))).toBe(code);
    });

    it("says how long a rate limit lasts, and keeps to it", async () => {
      const id = rig.createJob();
      rig.fault("rate limit");
      const problem = await failureOf(rig, rig.source.getJob(id, person));
      expect(problem.code).toBe("upstream_rate_limited");
      expect(problem.retryAfterMs).toBeGreaterThan(0);
      const { sent, remaining } = rig.source.budget();
      expect(remaining).toBe(0);
      expect(await codeOf(rig, rig.source.getJob(id, person))).toBe("upstream_rate_limited");
      expect(rig.source.budget().sent).toBe(sent);
    });

    it("says that its key is refused, and that nobody listens", async () => {
      const id = rig.createJob();
      expect(await codeOf(rig, rig.sourceWithWrongKey.getJob(id, person))).toBe(
        "upstream_unauthorized",
      );
      expect(await codeOf(rig, rig.sourceOfNobody.getJob(id, person))).toBe("upstream_unavailable");
    });
  });
}

/** The code of the problem that the work fails with. */
export async function codeOf(rig: SourceRig, work: Promise<unknown>): Promise<ProblemCode> {
  return (await failureOf(rig, work)).code;
}

async function failureOf(rig: SourceRig, work: Promise<unknown>): Promise<ProblemError> {
  const problem = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(problem instanceof ProblemError)) {
    throw new Error("It failed with no problem at all.", { cause: problem });
  }
  const shown = [
    inspect(problem, { depth: null, showHidden: true }),
    JSON.stringify([problem, toProblemDocument(problem, "request")]),
  ].join("");
  expect(shown).not.toContain(rig.apiKey);
  expect(problem.message).not.toMatch(/bearer|authorization|undici|node:/i);
  return problem;
}

export async function listAll(source: Source, query: ListQuery): Promise<JobFact[]> {
  const facts: JobFact[] = [];
  let cursor: string | null = null;
  do {
    const page = await source.listJobs({ ...query, ...(cursor && { cursor }) }, person);
    facts.push(...page.facts);
    cursor = page.next;
  } while (cursor !== null);
  return facts;
}
