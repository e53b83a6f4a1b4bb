export type WorkflowNode = { id: string; name: string; type: string; subtype: string };
export type Workflow = {
  id: string;
  name: string;
  jobType: "ephemeral" | "persistent" | "scheduled" | "template";
  nodes: readonly [WorkflowNode, ...WorkflowNode[]];
  /** Whether the newer route tells about its files. */
  hasFileStatus: boolean;
  folder: string;
};

const node = (id: string, name: string, type: string, subtype: string): WorkflowNode => ({
  id,
  name,
  type,
  subtype,
});

const partition = (id: string) => node(id, "Partitioner", "partition", "hi_res");
const chunk = (id: string) => node(id, "Chunker", "chunk", "chunk_by_title");
const embed = (id: string) => node(id, "Embedder", "embed", "voyageai");
const describe = (id: string) =>
  node(id, "Image summarizer", "prompter", "openai_image_description");

export const workflows: readonly [Workflow, ...Workflow[]] = [
  {
    id: "5b0f6a3e-8a51-4f0e-9a4e-0d6b1c9e2a01",
    name: "Contracts to search index",
    jobType: "scheduled",
    hasFileStatus: true,
    folder: "contracts",
    nodes: [
      partition("a1f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0001"),
      chunk("a1f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0002"),
      embed("a1f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0003"),
    ],
  },
  {
    id: "5b0f6a3e-8a51-4f0e-9a4e-0d6b1c9e2a02",
    name: "Drawings and specifications",
    jobType: "persistent",
    hasFileStatus: true,
    folder: "specs",
    nodes: [
      partition("b2f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0001"),
      describe("b2f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0002"),
      chunk("b2f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0003"),
      embed("b2f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0004"),
    ],
  },
  {
    id: "5b0f6a3e-8a51-4f0e-9a4e-0d6b1c9e2a03",
    name: "One-off upload",
    jobType: "ephemeral",
    hasFileStatus: false,
    folder: "upload",
    nodes: [
      partition("c3f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0001"),
      chunk("c3f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0002"),
    ],
  },
  {
    id: "5b0f6a3e-8a51-4f0e-9a4e-0d6b1c9e2a04",
    name: "Invoice fields",
    jobType: "template",
    hasFileStatus: true,
    folder: "invoices",
    nodes: [partition("d4f0c2d4-6b7e-4c11-8f3a-5d2e9b7c0001")],
  },
];

export const fileErrors = [
  "PartitionError: the PDF is encrypted and no password was given",
  "UnsupportedFileFormatError: FileType.UNK file type is not supported in partition",
  "ProviderError: the vision model refused page 14 (content policy)",
  "TimeoutError: partitioning took longer than 900 s",
  "ValueError: could not decode the file as utf-8: invalid start byte 0x9d in position 4181",
  "EmbeddingError: 429 from the embedding provider after 5 tries",
] as const;

export const jobMessages = [
  "Source connector could not list the bucket: AccessDenied",
  "Destination connector refused the connection: timed out after 30 s",
] as const;
