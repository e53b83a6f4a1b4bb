import "server-only";
import { z } from "zod";

/** Absent and of a wrong type are the same thing; null is told apart. */
const text = z.string().nullable().optional().catch(undefined);

const maxRawLength = 500;
/** As `text`; a value of another type is told as it is written. */
const word = z.unknown().transform(toText).optional();

function toText(value: unknown): string | null | undefined {
  if (value === null || value === undefined || typeof value === "string") return value;
  try {
    return JSON.stringify(value).slice(0, maxRawLength);
  } catch {
    // Nested deeper than can be written.
    return undefined;
  }
}

/** Also as the message alone. */
const wireErrorSchema = z
  .union([
    z.string().transform((message) => ({ code: null, message })),
    z.object({ code: word, message: word }),
  ])
  .nullable()
  .optional()
  .catch(undefined);

const wireEventSchema = z.object({ status: word, timestamp: text, error: wireErrorSchema });

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
  status: word,
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
  status: word,
  timestamp: text,
  completed_at: text,
  failed_at: text,
  canceled_at: text,
  message: word,
  progress: z.number().nullable().optional().catch(undefined),
  error: wireErrorSchema,
  results: z.unknown().optional(),
});

export type WireFrame = z.infer<typeof wireFrameSchema>;
