import "server-only";
import { z } from "zod";

/** Absent and of a wrong type are the same thing; null is told apart. */
const text = z.string().nullable().optional().catch(undefined);

const wireErrorSchema = z
  .object({ code: text, message: text })
  .nullable()
  .optional()
  .catch(undefined);

const wireEventSchema = z.object({ status: text, timestamp: text, error: wireErrorSchema });

/** One entry that makes no sense costs itself alone. */
const wireEventsSchema = z
  .array(wireEventSchema.nullable().catch(null))
  .transform((events) => events.filter((event) => event !== null))
  .nullable()
  .optional()
  .catch(undefined);

/**
 * A job in either of Bedrock's forms (`id` or `job_id`, `target_type` and `target_id` or `target`),
 * any field missing, null or of a wrong type. Any object at all passes.
 */
export const wireJobSchema = z.object({
  id: text,
  job_id: text,
  organization_id: text,
  project_id: text,
  type: text,
  status: text,
  target_type: text,
  target_id: text,
  target: z.object({ type: text, id: text }).nullable().optional().catch(undefined),
  parent_id: text,
  error: wireErrorSchema,
  events: wireEventsSchema,
  results: z.unknown().optional(),
  created_at: text,
  updated_at: text,
  completed_at: text,
  failed_at: text,
  canceled_at: text,
});

export type WireJob = z.infer<typeof wireJobSchema>;
export type WireEvent = z.infer<typeof wireEventSchema>;
export type WireError = z.infer<typeof wireErrorSchema>;

/** `{ data: [Job…], _meta: { next } }`. Each job is read by itself. */
export const wireListSchema = z.object({
  data: z.array(z.unknown()),
  _meta: z.object({ next: text }).nullable().optional().catch(undefined),
});

/** The data of any frame of the stream. */
export const wireFrameSchema = z.object({
  job_id: text,
  type: text,
  status: text,
  timestamp: text,
  completed_at: text,
  failed_at: text,
  canceled_at: text,
  message: text,
  progress: z.number().nullable().optional().catch(undefined),
  error: wireErrorSchema,
  results: z.unknown().optional(),
});

export type WireFrame = z.infer<typeof wireFrameSchema>;
