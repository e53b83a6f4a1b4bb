import { z } from "zod";
import { wireFormSchema } from "./wire-form.ts";

const jsonObject = z.record(z.string(), z.json());
const errorSchema = z.object({ code: z.string(), message: z.string() });

/** A job made by hand. It moves only when `advance` says so. */
export const jobSpecSchema = z.object({
  id: z.string().optional(),
  type: z.string().default("overlay.generate"),
  /** PENDING RUNNING COMPLETED FAILED CANCELED are spelled as the form says; any other word goes out as it is. */
  status: z.string().default("PENDING"),
  organizationId: z.string().optional(),
  projectId: z.string().nullable().optional(),
  target: z.object({ type: z.string(), id: z.string() }).nullable().optional(),
  parentId: z.string().nullable().default(null),
  /** Milliseconds since the epoch; now unless told. */
  createdAt: z.number().optional(),
  payload: jsonObject.optional(),
  /** The payload's exact text; goes before `payload`. */
  payloadText: z.string().optional(),
  /** A made-up payload of this many bytes; goes before both. */
  payloadBytes: z.number().int().positive().optional(),
  results: jsonObject.nullable().optional(),
  error: errorSchema.optional(),
  form: wireFormSchema.prefault({}),
  /** Put over the fields of the job as it goes out. */
  fields: jsonObject.default({}),
});

export type JobSpec = z.input<typeof jobSpecSchema>;

/** One move of a job made by hand, at the clock's time or at `at`. */
export const jobMoveSchema = z.union([
  z.strictObject({
    status: z.string(),
    error: errorSchema.optional(),
    results: jsonObject.nullable().optional(),
    at: z.number().optional(),
  }),
  z.strictObject({
    progress: z.number().nullable().optional(),
    message: z.string().nullable().optional(),
    at: z.number().optional(),
  }),
]);

export type JobMove = z.input<typeof jobMoveSchema>;
