import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { advance, createJob } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const script = `<script>throw new Error("run")</script>`;
const turned = "invoice\u202Egnp.exe";
const colored = "\u001B[31mred\u001B[0m\u200Bhidden";
const link = "javascript:throw new Error('run')";

story(
  "scripts, turned texts, terminal codes and script links are text that can be seen",
  async ({ page }) => {
    const id = await createJob({
      type: "parse",
      status: "RUNNING",
      payload: { [turned]: script, turned, colored, link },
    });
    await page.goto(toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.state).toContainText("Live");
    await advance(id, { progress: 0.5, message: `${script} ${turned} ${colored}` });
    await advance(id, {
      status: "FAILED",
      error: { code: turned, message: `${colored} ${script} ${link}` },
    });
    const seen = "invoice⟨U+202E⟩gnp.exe";
    const plain = "⟨U+001B⟩[31mred⟨U+001B⟩[0m⟨U+200B⟩hidden";
    await expect(job.error.getByRole("heading")).toHaveText(seen);
    await expect(job.error).toContainText(`${plain} ${script} ${link}`);
    await expect(job.events.filter({ hasText: "50 %" })).toContainText(
      `${script} ${seen} ${plain}`,
    );
    for (const text of ["<script>", seen, link]) await expect(job.payload).toContainText(text);
    await expect(page.locator('a[href^="javascript:" i], main script:not([type])')).toHaveCount(0);
    const text = await job.main.innerText();
    for (const hidden of ["\u001B", "\u200B", "\u202E"]) expect(text).not.toContain(hidden);
  },
);
