export type JobKind = {
  stages: readonly [string, string][];
  queueMedianMs: number;
  runMedianMs: number;
  failureRate: number;
  finals: number;
};

/** The types that the list can be filtered by. */
export const filterableKinds = {
  MODEL_GENERATOR: kind(["Sketching the model", "Rendering the model"], 1_500, 24_000, 0.05, 1),
  BACKGROUND_GENERATOR: kind(["Laying out the scene", "Rendering the scene"], 900, 16_000, 0.03, 2),
  COMPLEMENTARY_GARMENT_GENERATOR: kind(
    ["Reading the garment", "Proposing pieces", "Rendering pieces"],
    1_800,
    38_000,
    0.07,
    3,
  ),
  PRODUCT_TO_MODEL_DIRECT: kind(["Segmenting the garment", "Rendering"], 1_200, 31_000, 0.06, 2),
  PRODUCT_TO_MODEL_PHASED: kind(
    ["Segmenting the garment", "Posing the model", "Draping", "Relighting", "Upscaling"],
    2_500,
    72_000,
    0.09,
    4,
  ),
  BACKGROUND_SWAP_WITH_IMAGE: kind(["Cutting out", "Compositing"], 700, 12_000, 0.03, 1),
  BACKGROUND_SWAP_WITH_SPEC: kind(
    ["Cutting out", "Generating", "Compositing"],
    800,
    18_000,
    0.04,
    1,
  ),
  MODEL_SWAP_WITH_IMAGE: kind(
    ["Finding the face", "Matching the pose", "Rendering"],
    1_400,
    29_000,
    0.08,
    2,
  ),
} satisfies Record<string, JobKind>;

/** Types that the documents do not name yet. */
const newKinds = {
  GARMENT_TURNTABLE: kind(["Modelling", "Rendering frames"], 3_000, 95_000, 0.1, 4),
  FABRIC_TRANSFER: kind(["Reading the fabric", "Transferring"], 1_000, 21_000, 0.05, 1),
} satisfies Record<string, JobKind>;

const kinds: Readonly<Record<string, JobKind>> = { ...filterableKinds, ...newKinds };

export function kindOf(type: string): JobKind {
  return kinds[type] ?? filterableKinds.MODEL_GENERATOR;
}

export const commonTypes = [
  "PRODUCT_TO_MODEL_PHASED",
  "PRODUCT_TO_MODEL_DIRECT",
  "MODEL_GENERATOR",
  "BACKGROUND_GENERATOR",
  "COMPLEMENTARY_GARMENT_GENERATOR",
  "BACKGROUND_SWAP_WITH_IMAGE",
  "BACKGROUND_SWAP_WITH_SPEC",
  "MODEL_SWAP_WITH_IMAGE",
] as const;
export const rareTypes = ["GARMENT_TURNTABLE", "FABRIC_TRANSFER"] as const;

function kind(
  stages: string[],
  queueMedianMs: number,
  runMedianMs: number,
  failureRate: number,
  finals: number,
): JobKind {
  return {
    stages: stages.map((message) => [message.toLowerCase().replaceAll(/[^a-z]+/g, "_"), message]),
    queueMedianMs,
    runMedianMs,
    failureRate,
    finals,
  };
}
