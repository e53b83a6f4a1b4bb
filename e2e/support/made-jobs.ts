import type { Fault } from "#lib/sandbox/fault.ts";
import type { Sandbox } from "#lib/sandbox/start-sandbox.ts";
import type { SourceName } from "./echoing-upstream.ts";

type MadeJobs = {
  /** A job that runs, with as many of its parts as there are. */
  create(): string;
  move(id: string): void;
  fault(fault: Fault): void;
  clearFaults(): void;
};

/** Jobs of each upstream, made and moved by hand. */
export function makeJobs(sandbox: Sandbox): Record<SourceName, MadeJobs> {
  const { control: bedrock } = sandbox;
  const { control: unstructured } = sandbox.unstructured;
  const { control: figur } = sandbox.figur;
  return {
    bedrock: {
      create: () =>
        bedrock.createJob({
          status: "RUNNING",
          results: { overlay: { uri: "https://files.example/overlay.png" } },
        }),
      move: (id) => bedrock.advance(id, { progress: 0.5, message: "Halfway" }),
      fault: (fault) => bedrock.fault(fault),
      clearFaults: () => bedrock.clearFaults(),
    },
    unstructured: {
      create: () =>
        unstructured.createJob({
          status: "IN_PROGRESS",
          input_file_ids: ["contract.pdf"],
          output_node_files: [{ node_id: "n1", file_id: "contract.pdf.json" }],
          details: { processing_status: "IN_PROGRESS", message: "At work", node_stats: [] },
          failed_files: [{ document: "broken.pdf", error: "It cannot be read." }],
        }),
      move: (id) =>
        unstructured.advance(id, {
          status: "COMPLETED",
          details: { processing_status: "COMPLETED", message: "Done", node_stats: [] },
        }),
      fault: (fault) => unstructured.fault(fault),
      clearFaults: () => unstructured.clearFaults(),
    },
    figur: {
      create: () =>
        figur.createJob({
          status: "IN_PROGRESS",
          results: [{ label: "front" }],
          events: [{ event: "stage", stage: "render", message: "Drawing", pictures: [{}] }],
        }),
      move: (id) => figur.advance(id, { event: "stage", stage: "retouch", message: "Halfway" }),
      fault: (fault) => figur.fault(fault),
      clearFaults: () => figur.clearFaults(),
    },
  };
}
