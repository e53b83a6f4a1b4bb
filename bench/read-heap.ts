import type { Page } from "@playwright/test";
import { z } from "zod";

const usageSchema = z.object({
  usedSize: z.number(),
  backingStorageSize: z.number().default(0),
});

/** What the page's script holds after a collection, buffers included; its workers apart, since they freeze nothing. */
export async function readHeapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const usage = usageSchema.parse(await session.send("Runtime.getHeapUsage"));
  await session.detach();
  return usage.usedSize + usage.backingStorageSize;
}
