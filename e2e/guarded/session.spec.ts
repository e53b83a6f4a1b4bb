import type { Page } from "@playwright/test";
import { guardedStory, operator, signIn } from "../support/guarded-story.ts";
import { findOnJobPage, toJobUrl } from "../support/job-page.ts";
import { expect } from "../support/story.ts";
import { runUserCommand } from "../support/user-command.ts";

const newPassword = "another battery staple";
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

    await runUserCommand(dataFolder, ["passwd", operator.name], `${newPassword}\n`);
    await expect(dialog).toBeVisible(soon);
    await expect(page.getByText("Signed out · sign in again")).toBeHidden();
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
    await dialog.getByLabel("Password").fill(newPassword);
    await dialog.getByRole("button", { name: "Sign in" }).click();

    await expect(dialog).toBeHidden();
    await expect(job.state).toContainText("Live");
    await expect(job.main).toContainText("Missed while signed out");
    control.advance(id, { status: "COMPLETED" });
    await expect(job.state).toContainText("Succeeded");
    expect(page.url()).toBe(url + toJobUrl(id));
  },
);

/** Whoever changed the password: the page is signed out, says so, and takes the new one over itself. */
async function changePasswordUnder(page: Page, dataFolder: string): Promise<() => Promise<void>> {
  const dialog = page.getByRole("dialog", { name: "You are signed out" });
  await runUserCommand(dataFolder, ["passwd", operator.name], `${newPassword}\n`);
  await expect(dialog).toBeVisible(soon);
  return async () => {
    await dialog.getByLabel("Password").fill(newPassword);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect(dialog).toBeHidden();
  };
}

guardedStory(
  "signing in over a list: its rows go on, what was missed comes, and half a query stays as it was typed",
  async ({ page, startGuarded, upstream, dataFolder }) => {
    const { control } = upstream;
    const [id, other] = ["RUNNING", "RUNNING"].map((status) =>
      control.createJob({ type: "story.kept", status }),
    );
    const gantry = await startGuarded();
    await signInOnPage(page, `${gantry.url}/jobs?type=story.kept`);
    for (const each of [id, other])
      await page.request.get(`${gantry.url}/api/jobs/bedrock/${each}`);
    await page.reload();
    const row = (each = "") =>
      page.getByRole("row").filter({ has: page.locator(`a[href$="${each}"]`) });
    await expect(row(id)).toContainText("Running");
    await expect(page.getByRole("banner").getByRole("status").first()).toHaveText(/Live/);
    const query = page.getByRole("textbox", { name: "Query" });
    await query.fill("type:story.kept status:fai");
    await page.getByRole("checkbox", { name: `Tick story.kept ${other}` }).check();

    const signInAgain = await changePasswordUnder(page, dataFolder);
    control.advance(id ?? "", { status: "COMPLETED" });
    const cookie = await signIn(gantry, { ...operator, password: newPassword });
    const ask = (each = "") =>
      fetch(`${gantry.url}/api/jobs/bedrock/${each}?refresh=1`, { headers: { cookie } });
    await ask(id);
    await expect(row(id)).toContainText("Running");
    await signInAgain();

    await expect(row(id)).toContainText("Succeeded");
    control.advance(other ?? "", { status: "FAILED", error: { code: "x", message: "Late" } });
    await ask(other);
    await expect(row(other)).toContainText("Failed");
    await expect(query).toHaveValue("type:story.kept status:fai");
    await expect(page.getByRole("checkbox", { name: `Tick story.kept ${other}` })).toBeChecked();
    expect(page.url()).toBe(`${gantry.url}/jobs?type=story.kept`);
  },
);

guardedStory(
  "signing in over a wall: each tile goes on where it was",
  async ({ page, startGuarded, upstream, dataFolder }) => {
    const { control } = upstream;
    const ids = ["parse", "export"].map((type) => control.createJob({ type, status: "RUNNING" }));
    const { url } = await startGuarded();
    const wall = `${url}/watch?${ids.map((id) => `job=bedrock:${id}`).join("&")}`;
    await signInOnPage(page, wall);
    const tile = (id = "") => page.getByRole("listitem").filter({ hasText: id });
    for (const id of ids) await expect(tile(id)).toContainText("Live");
    await page.getByLabel("Job IDs to add").fill("half an ID, job_01");

    const signInAgain = await changePasswordUnder(page, dataFolder);
    control.advance(ids[0] ?? "", { progress: 0.4, message: "Missed while signed out" });
    await expect(tile(ids[0])).toContainText("Running");
    await signInAgain();

    await expect(tile(ids[0])).toContainText("Missed while signed out");
    for (const id of ids) await expect(tile(id)).toContainText("Live");
    control.advance(ids[1] ?? "", { status: "COMPLETED" });
    await expect(tile(ids[1])).toContainText("Succeeded");
    await expect(page.getByLabel("Job IDs to add")).toHaveValue("half an ID, job_01");
    expect(decodeURIComponent(page.url())).toBe(wall);
  },
);

guardedStory(
  "a user disabled in another process is out at once: pages, answers and open streams",
  async ({ startGuarded, upstream, dataFolder }) => {
    const id = upstream.control.createJob({ status: "RUNNING" });
    const gantry = await startGuarded();
    const cookie = await signIn(gantry);
    const streams = ["&list=1", "", "&poll=1"].map((more) => `job=bedrock:${id}${more}`);
    const opened = await Promise.all(
      [...streams, "list=1", "list=1&poll=1"].map((query) =>
        fetch(`${gantry.url}/api/live?${query}`, { headers: { cookie } }),
      ),
    );
    for (const { status, url } of opened) expect(status, url).toBe(200);
    const ended = Promise.all(opened.map(readToEnd));
    await runUserCommand(dataFolder, ["disable", operator.name]);
    const disabledAt = Date.now();
    for (const path of [
      ...["/api/jobs/bedrock/x", "/api/metrics", "/api/jobs.csv", "/api/live?list=1&poll=1"],
      `/api/live?job=bedrock:${id}`,
    ])
      expect((await fetch(gantry.url + path, { headers: { cookie } })).status, path).toBe(401);
    await ended;
    const endedAfterMs = Date.now() - disabledAt;
    console.log(
      `${opened.length} open streams and polls ended ${endedAfterMs} ms after the command`,
    );
    expect(endedAfterMs).toBeLessThan(3_000);
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
