import { z } from "zod";

/** In which of its documents' ways the server tells a job; the defaults are the regular way. */
export const wireFormSchema = z.object({
  /** `{ "data": Job }`, or the job itself. */
  envelope: z.enum(["data", "bare"]).default("data"),
  /** `reference`: id, target_type, target_id, payload. `guide`: job_id, target, no payload. */
  shape: z.enum(["reference", "guide"]).default("reference"),
  /** PENDING RUNNING; Queued Started; pending running; SCHEDULED PROCESSING. */
  status: z.enum(["upper", "title", "lower", "odd"]).default("upper"),
  error: z.enum(["events", "top", "both", "nowhere"]).default("events"),
  targetCase: z.enum(["title", "lower"]).default("title"),
  events: z.enum(["full", "null", "empty", "shuffled", "untimed"]).default("full"),
  /** 08:55:00Z; 08:55:00.123Z; 08:55:00.123000+00:00. */
  time: z.enum(["seconds", "millis", "micros"]).default("millis"),
  /** Fields left out. */
  omit: z.array(z.string()).default([]),
  /** Whether a stream opened on an unfinished job begins with its status. */
  opening: z.enum(["status", "silent"]).default("status"),
  heartbeat: z.enum(["comment", "heartbeat", "ping", "empty"]).default("comment"),
});

export type WireForm = z.output<typeof wireFormSchema>;

export const regularForm: WireForm = wireFormSchema.parse({});
