import { Random } from "../random.ts";

const chunkBytes = 64 * 1024;
const sentences = [
  "The contractor shall furnish all labour, materials and equipment.",
  "Payment falls due thirty days after receipt of a correct invoice.",
  "Door schedule: see sheet A-601, revision 4.",
  "This section supersedes clause 12.3 of the master agreement.",
] as const;

/** An output as the pipeline writes it: an array of elements, `bytes` long at least. */
export function* writeOutput(fileId: string, bytes: number): Generator<string> {
  const random = new Random(fileId.length * 7 + fileId.charCodeAt(0));
  let written = 0;
  let piece = "[";
  for (let index = 0; written + piece.length < bytes || index < 12; index += 1) {
    const element = {
      type: index % 9 === 0 ? "Title" : "NarrativeText",
      element_id: random.base32(26).toLowerCase(),
      text: random.pick(sentences),
      metadata: { filename: fileId, page_number: 1 + Math.floor(index / 9), languages: ["eng"] },
    };
    piece += `${index === 0 ? "" : ","}\n${JSON.stringify(element)}`;
    if (piece.length < chunkBytes) continue;
    written += piece.length;
    yield piece;
    piece = "";
  }
  yield `${piece}\n]\n`;
}
