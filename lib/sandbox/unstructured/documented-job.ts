import type { JobPlan } from "./job-plan.ts";
import { workflows } from "./workflows.ts";

const createdAt = Date.parse("2025-06-17T08:55:00Z");

/** The example of the reference documentation: `runtime` `PT2M30S`. */
export const documentedJob: JobPlan = {
  id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  workflow: workflows[0],
  createdAt,
  startedAt: createdAt,
  finishedAt: createdAt + 150_000,
  outcome: "COMPLETED",
  seed: 0,
  files: 0,
  failedFiles: 0,
  record: {
    id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    job_type: "ephemeral",
    status: "COMPLETED",
    runtime: "PT2M30S",
    input_file_ids: ["upload-1.pdf"],
    output_node_files: [
      {
        node_id: "c3f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0002",
        file_id: "upload-1.pdf.json",
        node_type: "chunk",
        node_subtype: "chunk_by_title",
      },
    ],
    details: {
      processing_status: "SUCCESS",
      message: null,
      node_stats: [
        {
          node_name: "Partitioner",
          node_type: "partition",
          node_subtype: "hi_res",
          ready: 0,
          in_progress: 0,
          success: 1,
          failure: 0,
        },
      ],
    },
    failed_files: [],
    file_status: null,
  },
};
