import { drawPicture } from "./picture/draw-picture.ts";

const maxKept = 60;
const sizes = { draft: { width: 192, height: 240 }, final: { width: 384, height: 480 } };

/** The files behind the API, drawn when somebody looks and kept for a while. */
export class PictureStore {
  readonly #drawn = new Map<string, Buffer>();

  read(name: string): Buffer {
    const known = this.#drawn.get(name);
    if (known) return known;
    const isDraft = /intermediate|preview|draft/.test(name);
    // Pictures of one job show one person in one garment.
    const person = toSeed(name.split("/")[0] ?? "");
    const subject = { person, pose: toSeed(name), isDraft };
    const bytes = drawPicture(subject, isDraft ? sizes.draft : sizes.final);
    this.#drawn.set(name, bytes);
    const [oldest] = this.#drawn.keys();
    if (this.#drawn.size > maxKept && oldest !== undefined) this.#drawn.delete(oldest);
    return bytes;
  }
}

function toSeed(text: string): number {
  let hash = 7;
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return hash;
}
