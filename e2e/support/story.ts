import { test, type BrowserContext } from "@playwright/test";
import { clearFaults } from "./sandbox.ts";

export { expect } from "@playwright/test";

type StoryOptions = {
  /** Console errors that belong to the story, such as the browser's note of an answer that failed. */
  expectedErrors: RegExp[];
};

/** A test told from the screen. It fails on any console error and any uncaught exception, in any of its tabs. */
export const calmStory = test.extend<StoryOptions & { calm: void }>({
  expectedErrors: [[], { option: true }],
  calm: [
    async ({ context, expectedErrors }, use) => {
      const complaints = collectComplaints(context);
      await use();
      const unexpected = complaints.filter(
        (complaint) => !expectedErrors.some((pattern) => pattern.test(complaint)),
      );
      test.expect(unexpected, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

/** A story of the Gantry that all of them share. It leaves its sandbox without faults. */
export const story = calmStory.extend<{ mended: void }>({
  mended: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the pattern
    async ({}, use) => {
      await use();
      await clearFaults();
    },
    { auto: true },
  ],
});

function collectComplaints(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (webError) => {
    const error = webError.error();
    complaints.push(`uncaught: ${error.stack ?? error.message}`);
  });
  return complaints;
}
