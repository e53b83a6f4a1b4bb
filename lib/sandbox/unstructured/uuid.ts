import { Random } from "../random.ts";

const digits = "0123456789abcdef";

/** A random UUID (version 4), the same for the same seed. */
export function toUuid(seed: number): string {
  const random = new Random(seed);
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (place) =>
    digits.charAt(place === "x" ? random.int(0, 15) : random.int(8, 11)),
  );
}
