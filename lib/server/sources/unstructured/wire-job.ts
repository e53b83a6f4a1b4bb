import "server-only";
import { z } from "zod";

/** Absent and of a wrong type are the same thing; null is told apart. */
const text = z.string().nullable().optional().catch(undefined);
const count = z.number().int().nonnegative().catch(0);

/** An entry that makes no sense costs itself alone. */
const listOf = <T extends z.ZodType>(entry: T) =>
  z
    .array(z.union([entry, z.unknown().transform(() => null)]))
    .transform((entries) => entries.filter((each) => each !== null))
    .nullable()
    .optional()
    .catch(undefined);

const wireOutputSchema = z.object({
  file_id: z.string(),
  node_id: text,
  node_type: text,
  node_subtype: text,
});

/** A JobInformation, any field missing, null or of a wrong type. Any object at all passes. */
export const wireJobSchema = z.object({
  id: text,
  workflow_id: text,
  workflow_name: text,
  status: text,
  created_at: text,
  runtime: text,
  input_file_ids: listOf(z.string()),
  output_node_files: listOf(wireOutputSchema),
  job_type: text,
});
export type WireJob = z.infer<typeof wireJobSchema>;

const wireNodeSchema = z.object({
  node_name: text,
  node_type: text,
  node_subtype: text,
  ready: count,
  in_progress: count,
  success: count,
  failure: count,
});
export type WireNode = z.infer<typeof wireNodeSchema>;

export const wireDetailsSchema = z.object({
  processing_status: text,
  message: text,
  node_stats: listOf(wireNodeSchema),
});
export type WireDetails = z.infer<typeof wireDetailsSchema>;

const wireFailedFileSchema = z.object({ document: text, error: text });
export const wireFailedFilesSchema = z.object({ failed_files: listOf(wireFailedFileSchema) });
export type WireFailedFile = z.infer<typeof wireFailedFileSchema>;

const wireFileSchema = z.object({
  document: text,
  status: text,
  error: text,
  time_elapsed: z.number().nonnegative().nullable().optional().catch(undefined),
});
export const wireFileStatusSchema = z.object({
  files: listOf(wireFileSchema),
  truncated: z.boolean().optional().catch(undefined),
});
export type WireFileStatus = z.infer<typeof wireFileStatusSchema>;
