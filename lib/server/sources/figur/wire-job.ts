import "server-only";
import { z } from "zod";

/** Absent and of a wrong type are the same thing; null is told apart. */
const text = z.string().nullable().optional().catch(undefined);

const wireArtifactSchema = z.object({ image_url: text, kind: text, role: text, label: text });

/** An entry that makes no sense is null and costs itself alone: an artifact is known by its place. */
const wireArtifactsSchema = z
  .array(wireArtifactSchema.nullable().catch(null))
  .nullable()
  .optional()
  .catch(undefined);

/** Also as a text; null and what else would count as 0 is none. */
const wholeNumber = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.int().nonnegative());

const wireEventSchema = z.object({
  seq: wholeNumber.optional().catch(undefined),
  event_type: text,
  stage: text,
  message: text,
  artifacts: wireArtifactsSchema,
  extra: z.unknown().optional(),
  created_at: text,
});

/** A job as `GET /v1/jobs/{public_id}` and the list tell it, any field missing, null or of a wrong type. */
export const wireJobSchema = z.object({
  public_id: text,
  job_type: text,
  status: text,
  created_at: text,
  result: wireArtifactsSchema,
  latest_event: wireEventSchema.nullable().optional().catch(undefined),
});

export const wireEventsSchema = z.object({
  events: z
    .array(wireEventSchema.nullable().catch(null))
    .transform((events) => events.filter((event) => event !== null)),
  latest_seq: wholeNumber.optional().catch(undefined),
});

/** Each job is read by itself. */
export const wireListSchema = z.object({
  jobs: z.array(z.unknown()),
  limit: wholeNumber.optional().catch(undefined),
});

export type WireArtifact = z.infer<typeof wireArtifactSchema>;
export type WireEvent = z.infer<typeof wireEventSchema>;
export type WireJob = z.infer<typeof wireJobSchema>;
