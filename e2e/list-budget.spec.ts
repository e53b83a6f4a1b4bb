import { startCountingProxy } from "./support/counting-proxy.ts";
import { expect, story } from "./support/story.ts";

story(
  "the script of the list stays within 175 kB, and a list at rest asks for nothing",
  async ({ page }) => {
    const wire = await startCountingProxy();
    // A filter that nothing of the sandbox's own traffic matches: the frames of its jobs go over the one stream.
    await page.goto(`${wire.url}/jobs?type=story.rest`);
    await expect(page.getByRole("banner").getByRole("status").first()).toHaveText(/Live/);
    await page.waitForLoadState("load");
    const hasCaughtUp = () => wire.passages.some(({ path }) => path.startsWith("/api/jobs?"));
    await expect.poll(hasCaughtUp).toBe(true);
    const bytes = wire.passages
      .filter(({ path }) => /\.js(?:$|\?)/.test(path))
      .reduce((sum, script) => sum + script.bytes, 0);
    console.log(`list: ${(bytes / 1_000).toFixed(1)} kB of script, gzipped`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(175_000);
    const before = wire.passages.length;
    await page.waitForTimeout(3_000);
    expect(wire.passages.slice(before).map(({ path }) => path)).toEqual([]);
    await page.close();
    await wire.close();
  },
);
