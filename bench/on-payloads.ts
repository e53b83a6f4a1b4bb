import type { Browser } from "@playwright/test";
import { launchChromium } from "./launch-chromium.ts";
import { buildPayload, shapes, type Shape } from "./payload-texts.ts";

export const megabyte = 1_000_000;

/** In `megabytes`. */
export type Payload = { size: number; shape: Shape; text: string };

/** The lines of each size and shape, told as they come, since all of them take minutes. Sizes are megabytes, by commas. */
export async function* onPayloads(
  sizes: string,
  run: (browser: Browser, payload: Payload) => AsyncIterable<string>,
): AsyncGenerator<string> {
  const browser = await launchChromium();
  try {
    for (const size of sizes.split(",").map(Number))
      for (const shape of shapes)
        yield* run(browser, { size, shape, text: buildPayload(shape, size * megabyte) });
  } finally {
    await browser.close();
  }
}
