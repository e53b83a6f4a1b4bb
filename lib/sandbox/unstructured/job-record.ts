import { z } from "zod";

const nodeStats = z.looseObject({
  node_name: z.string().nullable().optional(),
  node_type: z.string().nullable().optional(),
  node_subtype: z.string().nullable().optional(),
  ready: z.number(),
  in_progress: z.number(),
  success: z.number(),
  failure: z.number(),
});

const fields = {
  status: z.string().optional(),
  runtime: z.string().nullable().optional(),
  input_file_ids: z.array(z.string()).nullable().optional(),
  output_node_files: z.array(z.looseObject({})).nullable().optional(),
  /** null: the route answers 404. */
  details: z
    .looseObject({
      processing_status: z.string().optional(),
      message: z.string().nullable().optional(),
      node_stats: z.array(nodeStats).optional(),
    })
    .nullable()
    .optional(),
  failed_files: z
    .array(z.object({ document: z.string(), error: z.string().nullable() }))
    .nullable()
    .optional(),
  file_status: z.array(z.looseObject({})).nullable().optional(),
  /** Put over the fields of the job as it goes out. */
  fields: z.record(z.string(), z.json()).optional(),
  /** Size of each of its output files. */
  outputBytes: z.number().int().positive().optional(),
};

/** A job made by hand. It moves only when `advance` says so. */
export const jobSpecSchema = z.strictObject({
  id: z.uuid().optional(),
  workflow_id: z.string().optional(),
  workflow_name: z.string().optional(),
  job_type: z.string().optional(),
  /** Milliseconds since the epoch; now unless told. */
  createdAt: z.number().optional(),
  ...fields,
});
export const jobMoveSchema = z.strictObject(fields);

export type JobSpec = z.input<typeof jobSpecSchema>;
export type JobMove = z.input<typeof jobMoveSchema>;
/** What each route answers for a job made by hand. */
export type JobRecord = z.output<typeof jobSpecSchema>;
