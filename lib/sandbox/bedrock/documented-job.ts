import type { JobPlan } from "./job-plan.ts";
import { regularForm } from "./wire-form.ts";

const at = (time: string) => Date.parse(`2024-06-17T${time}Z`);
const status = (time: string, word: string) =>
  ({ kind: "status", at: at(time), status: word, error: null }) as const;

/** The example of the reference documentation, which has no `results`. */
export const documentedJob: JobPlan = {
  id: "job_01JABCD123",
  type: "overlay.generate",
  organizationId: "org_01JABCD123",
  projectId: "prj_01JABCD123",
  target: { type: "Block", id: "blk_01JABCD123" },
  parentId: null,
  createdAt: at("08:55:00"),
  startedAt: at("08:55:02"),
  finishedAt: at("08:56:30"),
  outcome: "COMPLETED",
  seed: 0,
  parts: 0,
  failedParts: 0,
  script: {
    steps: [
      status("08:55:00", "PENDING"),
      status("08:55:02", "RUNNING"),
      status("08:56:30", "COMPLETED"),
    ],
    form: { ...regularForm, time: "seconds", omit: ["results"] },
    payload: { type: "Block", old_id: "blk_01JABCD100", new_id: "blk_01JABCD200" },
    results: undefined,
    fields: {},
  },
};
