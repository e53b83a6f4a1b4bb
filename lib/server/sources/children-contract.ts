import "server-only";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listAll, type SourceRig } from "./source-contract.ts";

/** What every source whose jobs have children keeps, over real HTTP. */
export function describeChildren(name: string, setup: () => Promise<SourceRig>): void {
  describe(`the children of the source ${name}`, () => {
    let rig: SourceRig;
    beforeEach(async () => {
      rig = await setup();
    });
    afterEach(() => rig.close());

    it("lists the children of a job", async () => {
      const parentId = rig.createJob();
      const children = [rig.createJob({ parentId }), rig.createJob({ parentId })];
      rig.createJob();
      const facts = await listAll(rig.source, { parentId });
      expect(facts.map((fact) => fact.id).toSorted()).toEqual(children.toSorted());
      expect(facts.every((fact) => fact.fields.parentId === parentId)).toBe(true);
    });
  });
}
