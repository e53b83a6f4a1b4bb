import { z } from "zod";

const jsonObject = z.record(z.string(), z.json());

const pictureSchema = z.object({
  kind: z.string().default("on_model_render"),
  role: z.string().default("final"),
  label: z.string().nullable().default(null),
  meta: jsonObject.default({}),
});

const eventSchema = z.strictObject({
  /** `queued`, `stage`, `succeeded`, `failed`, in any letter case, or any other word. */
  event: z.string(),
  stage: z.string().nullable().default(null),
  message: z.string().default(""),
  pictures: z.array(pictureSchema).default([]),
  extra: jsonObject.default({}),
  /** The next one unless told. */
  seq: z.number().int().optional(),
  /** Milliseconds since the epoch; now unless told. */
  at: z.number().optional(),
});

/** A job made by hand. It moves only when `advance` says so. */
export const jobSpecSchema = z.object({
  id: z.string().optional(),
  type: z.string().default("PRODUCT_TO_MODEL_PHASED"),
  status: z.string().default("NOT_STARTED"),
  /** Milliseconds since the epoch; now unless told. */
  createdAt: z.number().optional(),
  request: jsonObject.nullable().default({ sku: "SKU-1042", scene: "studio" }),
  events: z.array(eventSchema).default([eventSchema.parse({ event: "queued", message: "Queued" })]),
  results: z.array(pictureSchema).default([]),
  /** Put over the fields of the job as it goes out. */
  fields: jsonObject.default({}),
});

/** One move of a job made by hand: what its record tells, or what the job itself says. */
export const jobMoveSchema = z.union([
  eventSchema,
  z.strictObject({
    status: z.string(),
    results: z.array(pictureSchema).optional(),
    at: z.number().optional(),
  }),
]);

export type FigurSpec = z.input<typeof jobSpecSchema>;
export type FigurMove = z.input<typeof jobMoveSchema>;
export type ParsedMove = z.output<typeof jobMoveSchema>;
export type PictureSpec = z.output<typeof pictureSchema>;
