import { z } from "zod";
import type { FigurMove, FigurSpec } from "#lib/sandbox/figur/job-spec.ts";
import type { Fault } from "#lib/sandbox/fault.ts";
import { control } from "./sandbox.ts";

const madeSchema = z.object({ id: z.string() });
const countsSchema = z.object({ get: z.number(), events: z.number(), total: z.number() });

/** The sandbox's Figur. */
export const figur = {
  /** Answers the ID of the new job. */
  createJob: async (spec: FigurSpec = {}) =>
    madeSchema.parse(await control("figur/create-job", spec)).id,
  advance: (id: string, move: FigurMove) => control("figur/advance", { id, move }),
  expireUrls: () => control("figur/expire-urls", {}),
  fault: (fault: Fault) => control("figur/fault", fault),
  clearFaults: () => control("figur/clear-faults", {}),
  countRequests: async (jobId: string) =>
    countsSchema.parse(await control("figur/requests", { jobId })),
  toUrl: (id: string) => `/jobs/figur/${id}`,
};
