import { z } from "zod";
import { sandboxRoutes } from "./request-counts.ts";

const where = {
  /** Absent: every route. */
  route: z.enum(sandboxRoutes).optional(),
  /** Absent: every job. */
  jobId: z.string().optional(),
  /** How many requests it meets; absent: until `clearFaults`. */
  times: z.number().int().positive().optional(),
};

/** What goes wrong with the requests that come next. Streams already open: see `disturbStreams`. */
export const faultSchema = z.discriminatedUnion("kind", [
  /** The socket is destroyed before any answer. */
  z.object({ kind: z.literal("refuse"), ...where }),
  /** The socket stays open and no answer comes. */
  z.object({ kind: z.literal("hang"), ...where }),
  /** The body, or the stream's first frame, breaks off in the middle. */
  z.object({ kind: z.literal("cut"), ...where }),
  /** A refusal in the API's own envelope. `retryAfter` in seconds: absent sends 60 with a 429, null sends no header. */
  z.object({
    kind: z.literal("status"),
    status: z.number().int().min(400).max(599),
    retryAfter: z.number().nullable().optional(),
    ...where,
  }),
  /** A gateway's page; 502 unless told. */
  z.object({
    kind: z.literal("html"),
    status: z.number().int().min(200).max(599).optional(),
    ...where,
  }),
  /** A body that is not JSON; on a stream, nonsense frames before the real ones. */
  z.object({ kind: z.literal("garbage"), ...where }),
  /** Headers, then silence: no event, no heartbeat. */
  z.object({ kind: z.literal("stall"), ...where }),
  z.object({ kind: z.literal("slow"), delayMs: z.number().nonnegative(), ...where }),
  /** A job whose payload has this many bytes; 50,000,000 unless told. */
  z.object({
    kind: z.literal("huge"),
    payloadBytes: z.number().int().positive().optional(),
    ...where,
  }),
]);

export type Fault = z.infer<typeof faultSchema>;
