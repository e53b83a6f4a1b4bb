import { guardedStory, signIn } from "../support/guarded-story.ts";
import { findOnJobPage, toJobUrl } from "../support/job-page.ts";
import { expect } from "../support/story.ts";

guardedStory(
  "what was seen before a crash is there after it, also without the upstream",
  async ({ page, context, startGuarded, upstream }) => {
    const payload = { sheet: "A-201", scale: 0.125 };
    const done = upstream.control.createJob({ type: "parse", status: "COMPLETED", payload });
    const open = upstream.control.createJob({ type: "symbol_match", status: "RUNNING" });
    const first = await startGuarded();
    const [name = "", value = ""] = (await signIn(first)).split("=", 2);
    await context.addCookies([{ name, value, domain: "127.0.0.1", path: "/" }]);
    for (const id of [done, open]) {
      await page.goto(first.url + toJobUrl(id));
      await expect(findOnJobPage(page).main).toContainText(id);
    }
    await page.goto("about:blank");

    await first.kill("SIGKILL");
    await upstream.close();
    const second = await startGuarded();

    await page.goto(second.url + toJobUrl(done));
    const job = findOnJobPage(page);
    await expect(job.type).toHaveText("parse");
    await expect(job.state).toContainText("Succeeded");
    await expect(job.events).toHaveCount(3);
    await expect(job.payload).toContainText("0.125");

    await page.goto(second.url + toJobUrl(open));
    await expect(job.type).toHaveText("symbol_match");
    await expect(job.state).toContainText("Running");
    await expect(job.main).toContainText("What is shown is the last known state.");
  },
);
