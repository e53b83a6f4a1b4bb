import type { Page } from "@playwright/test";
import { guardedStory, operator, signIn } from "./support/guarded-story.ts";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { expect } from "./support/story.ts";
import { runUserCommand } from "./support/user-command.ts";

/** How soon an open page knows that its session is over. */
const soon = { timeout: 4_000 };

guardedStory.use({ expectedErrors: [/the server responded with a status of 401/] });

async function signInOnPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Name").fill(operator.name);
  await page.getByLabel("Password").fill(operator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

guardedStory(
  "when the session ends the page stays, asks for the password over itself and goes on where it was",
  async ({ page, startGuarded, upstream, dataFolder }) => {
    const { control } = upstream;
    const id = control.createJob({ type: "parse", status: "RUNNING" });
    const { url } = await startGuarded();
    await signInOnPage(page, url + toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.state).toContainText("Live");
    const dialog = page.getByRole("dialog", { name: "You are signed out" });
    await expect(dialog).toBeHidden();

    await runUserCommand(dataFolder, ["passwd", operator.name], "another battery staple\n");
    await expect(dialog).toBeVisible(soon);
    await expect(page.getByRole("banner").getByText("Signed out")).toBeVisible();
    await expect(job.type).toHaveText("parse");
    await expect(dialog.getByLabel("Password")).toBeFocused();
    await expect(dialog.getByLabel("Name")).toHaveValue(operator.name);

    control.advance(id, { message: "Missed while signed out" });

    await dialog.getByLabel("Password").fill(operator.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect(dialog.getByRole("alert")).toHaveText("Name or password is wrong.");
    await dialog.getByRole("button", { name: "Later" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "Signed out · sign in again" }).click();
    await dialog.getByLabel("Password").fill("another battery staple");
    await dialog.getByRole("button", { name: "Sign in" }).click();

    await expect(dialog).toBeHidden();
    await expect(job.state).toContainText("Live");
    await expect(job.main).toContainText("Missed while signed out");
    control.advance(id, { status: "COMPLETED" });
    await expect(job.state).toContainText("Succeeded");
    expect(page.url()).toBe(url + toJobUrl(id));
  },
);

guardedStory(
  "a user disabled in another process is out at once: pages, answers and open streams",
  async ({ startGuarded, upstream, dataFolder }) => {
    const id = upstream.control.createJob({ status: "RUNNING" });
    const gantry = await startGuarded();
    const cookie = await signIn(gantry);
    const live = await fetch(`${gantry.url}/api/live?job=bedrock:${id}`, { headers: { cookie } });
    expect(live.status).toBe(200);
    const startedAt = Date.now();
    const ended = readToEnd(live);
    await runUserCommand(dataFolder, ["disable", operator.name]);
    const disabledAt = Date.now();
    for (const path of ["/api/jobs/bedrock/x", "/api/metrics"])
      expect((await fetch(gantry.url + path, { headers: { cookie } })).status).toBe(401);
    await ended;
    console.log(`an open stream ended ${Date.now() - disabledAt} ms after the command`);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  },
);

guardedStory(
  "signing out ends the session wherever its cookie was copied to, and its streams",
  async ({ startGuarded, upstream }) => {
    const id = upstream.control.createJob({ status: "RUNNING" });
    const gantry = await startGuarded();
    const [cookie, other] = [await signIn(gantry), await signIn(gantry)];
    const live = await fetch(`${gantry.url}/api/live?job=bedrock:${id}`, { headers: { cookie } });
    const ended = readToEnd(live);
    const out = await fetch(`${gantry.url}/api/session`, { method: "DELETE", headers: { cookie } });
    expect(out.status).toBe(204);
    await ended;
    const ask = (cookie: string) => fetch(`${gantry.url}/api/metrics`, { headers: { cookie } });
    expect((await ask(cookie)).status).toBe(401);
    expect((await ask(other)).status).toBe(200);
  },
);

async function readToEnd(answer: Response): Promise<void> {
  for await (const chunk of answer.body ?? []) void chunk;
}
