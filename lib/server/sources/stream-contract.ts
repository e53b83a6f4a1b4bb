import "server-only";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { codeOf, faults, type SourceRig } from "./source-contract.ts";
import type { StreamingSource } from "./source.ts";

export type StreamRig = SourceRig & {
  source: StreamingSource;
  sourceWithWrongKey: StreamingSource;
  /** On the job's open stream. */
  disturb(id: string, how: "cut" | "stall" | "garbage" | "end"): void;
  openStreams(id: string): number;
};

const person = { priority: "person" } as const;
/** A stream that is cut or speaks nonsense has been opened all the same. */
const streamFaults = faults.filter(([fault]) => fault !== "garbage");

/** What every source with a stream keeps, over real HTTP. */
export function describeStream(name: string, setup: () => Promise<StreamRig>): void {
  describe(`the stream of the source ${name}`, () => {
    let rig: StreamRig;
    beforeEach(async () => {
      rig = await setup();
    });
    afterEach(() => rig.close());

    it("watches a job to its end", async () => {
      const id = rig.createJob();
      const { facts, signs } = await watchWhile(rig, id, () => {
        rig.start(id);
        setTimeout(() => rig.finish(id), 60);
      });
      const statuses = facts.map((fact) => fact.fields.status);
      expect(statuses.slice(-2)).toEqual(["running", "succeeded"]);
      expect(facts.every((fact) => fact.origin === "stream" && fact.id === id)).toBe(true);
      expect(signs).toBeGreaterThan(0);
    });

    it("learns the end of a job that has ended before", async () => {
      const id = rig.createJob();
      rig.start(id);
      rig.finish(id);
      const facts = await watchAll(rig.source, id);
      expect(facts.at(-1)?.fields.status).toBe("succeeded");
    });

    it("does not take garbage on a stream for news, nor for its end", async () => {
      const id = rig.createJob();
      const { facts } = await watchWhile(rig, id, () => {
        rig.disturb(id, "garbage");
        rig.start(id);
        rig.finish(id);
      });
      const statuses = facts.map((fact) => fact.fields.status).filter((each) => each !== "queued");
      expect(statuses).toEqual(["running", "succeeded"]);
    });

    it("returns when the upstream closes the stream before the job has ended", async () => {
      const id = rig.createJob();
      const { facts } = await watchWhile(rig, id, () => rig.disturb(id, "end"));
      expect(facts.filter((fact) => fact.fields.status !== "queued")).toEqual([]);
    });

    it.each([
      ["cut", "upstream_unavailable"],
      ["stall", "upstream_timeout"],
    ] as const)("tells a stream that was %s", async (how, code) => {
      const id = rig.createJob();
      expect(
        await codeOf(
          rig,
          watchWhile(rig, id, () => rig.disturb(id, how)),
        ),
      ).toBe(code);
    });

    it("closes the stream when its watcher leaves or gives up", async () => {
      const id = rig.createJob();
      const controller = new AbortController();
      const options = { ...person, signal: controller.signal };
      const onOpen = () => setTimeout(() => controller.abort(), 30);
      for await (const fact of rig.source.watchJob(id, { ...options, onOpen })) void fact;
      rig.start(id);
      for await (const fact of rig.source.watchJob(id, person)) {
        expect(fact.id).toBe(id);
        break;
      }
      await expect.poll(() => rig.openStreams(id)).toBe(0);
    });

    it.each(streamFaults)("tells a refused stream apart: %s", async (fault, code) => {
      const id = rig.createJob();
      rig.fault(fault);
      expect(await codeOf(rig, watchAll(rig.source, id))).toBe(code);
    });

    it("asks the upstream nothing for a text that is no ID", async () => {
      const { sent } = rig.source.budget();
      for (const id of ["..", "job_a/../../list", "job_a?x=1", ""])
        expect(await codeOf(rig, watchAll(rig.source, id))).toBe("malformed_id");
      expect(rig.source.budget().sent).toBe(sent);
    });

    it("says that its key is refused", async () => {
      const stream = watchAll(rig.sourceWithWrongKey, rig.createJob());
      expect(await codeOf(rig, stream)).toBe("upstream_unauthorized");
    });
  });
}

async function watchAll(source: StreamingSource, id: string): Promise<JobFact[]> {
  const facts: JobFact[] = [];
  for await (const fact of source.watchJob(id, person)) facts.push(fact);
  return facts;
}

/** Watches to the end; `act` runs once the upstream has opened the stream. */
async function watchWhile(rig: StreamRig, id: string, act: () => void) {
  const facts: JobFact[] = [];
  let signs = 0;
  const options = { ...person, onOpen: act, onByte: () => (signs += 1) };
  for await (const fact of rig.source.watchJob(id, options)) facts.push(fact);
  return { facts, signs };
}
