export const shapes = ["deep", "wide", "long strings", "objects"] as const;
export type Shape = (typeof shapes)[number];

/** What every text ends with, to be searched for. */
export const needle = "needle-in-the-last-place";

/** A JSON object of about so many bytes. */
export function buildPayload(shape: Shape, bytes: number): string {
  return `{"note":"${shape}","data":${buildData(shape, bytes)},"last":"${needle}"}`;
}

function buildData(shape: Shape, bytes: number): string {
  switch (shape) {
    case "deep": {
      const branch = `${'{"next":['.repeat(250)}0${"]}".repeat(250)}`;
      return list(bytes, () => branch);
    }
    case "wide":
      return list(bytes, (index) => String(index * 7));
    case "long strings": {
      const line = "The door D-114 moved 600 mm towards the corridor.\\n".repeat(2_000);
      return list(bytes, () => `"${line}"`);
    }
    case "objects":
      return list(
        bytes,
        (index) =>
          `{"id":"blk_01J${String(index).padStart(8, "0")}","code":"WD${index % 40}","score":0.${index % 10}250,"bounds":{"x_min":${index},"y_min":2,"x_max":33,"y_max":44},"uri":"gs://bedrock/legend/${index}.png"}`,
      );
  }
}

function list(bytes: number, build: (index: number) => string): string {
  const items: string[] = [];
  for (let length = 0; length < bytes; length += (items.at(-1)?.length ?? 0) + 1)
    items.push(build(items.length));
  return `[${items.join(",")}]`;
}
