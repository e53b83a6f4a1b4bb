import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { createKnownJob, isAlive, link, query } from "./support/list.ts";
import { paste } from "./support/paste.ts";
import { expect, story } from "./support/story.ts";

story("forty mixed IDs pasted anywhere are each found, missing or malformed", async ({ page }) => {
  const known = await createKnownJob(page, "story.lookup");
  const ids = [
    known,
    ...Array.from({ length: 30 }, (_, at) => `job_01NOTTHERE${at}`),
    ...Array.from({ length: 9 }, (_, at) => `JOB_01WRONG${at}`),
  ];
  await page.goto("/jobs");
  await isAlive(page);
  await page.getByRole("heading", { level: 1 }).click();
  await paste(page, `log:\n${ids.join("\n")}`);
  const said = page.getByRole("main").getByRole("status").first();
  await expect(said).toHaveText(/1 found · 20 missing · 9 malformed · 10 not asked/);
  const ask = page.getByRole("button", { name: "Ask for 10 IDs" });
  await expect(ask).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await ask.click();
  await expect(said).toHaveText(/1 found · 30 missing · 9 malformed$/);
  await expect(page.getByRole("button", { name: /^Ask for/ })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Open as a list" })).toBeVisible();
  await page.getByRole("link", { name: "Watch on a wall" }).click();
  await expect(page).toHaveURL(new RegExp(`/watch\\?job=bedrock:${known}`));
});

story(
  "five hundred IDs survive the way to the lookup, and a known ID is offered by its beginning",
  async ({ page }) => {
    const known = await createKnownJob(page, "story.many");
    await page.goto("/");
    await isAlive(page);
    await page
      .getByRole("heading", { level: 1 })
      .evaluate((element) => element.ownerDocument.body.focus());
    const box = page.getByRole("main").getByRole("textbox", { name: /Job ID/ });
    await box.focus();
    await paste(
      page,
      [known, ...Array.from({ length: 500 }, (_, at) => `job_01ABSENT${at}`)].join("\n"),
    );
    await expect(page.getByRole("main").getByRole("status").first()).toHaveText(
      /1 found · 20 missing · 479 not asked/,
    );
    await expect(page.getByText("There is more in what was pasted")).toBeVisible();
    await page.goto("/");
    await isAlive(page);
    await box.pressSequentially(known.slice(0, -3));
    await expect(page.getByRole("list", { name: /Known jobs/ }).getByRole("link")).toHaveAttribute(
      "href",
      `/jobs/bedrock/${known}`,
    );
  },
);

/** IDs that the store knows. */
async function listKnownIds(page: Page, count: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor = "";
  while (ids.length < count) {
    const answer = await page.request.get(`/api/jobs?source=bedrock&limit=200${cursor}`);
    const { data, meta } = z
      .object({
        data: z.array(z.object({ id: z.string() })),
        meta: z.object({ next: z.string().nullable() }),
      })
      .parse(await answer.json());
    ids.push(...data.map(({ id }) => id).filter((id) => id.length === 30));
    if (meta.next === null) break;
    cursor = `&cursor=${encodeURIComponent(meta.next)}`;
  }
  expect(ids.length).toBeGreaterThanOrEqual(count);
  return ids.slice(0, count);
}

story(
  "a second long paste shows its own results, Back those of the first, and no link is too long",
  async ({ page }) => {
    const ids = await listKnownIds(page, 450);
    const main = page.getByRole("main");
    const said = main.getByRole("status").first();
    await page.goto("/jobs");
    await isAlive(page);
    await page.getByRole("heading", { level: 1 }).click();
    await paste(page, ids.slice(0, 230).join("\n"));
    await expect(said).toHaveText("230 found");
    const links = main.getByRole("link", { name: /^(?:List|Wall) \d+–\d+$/ });
    expect(await links.count()).toBeGreaterThan(3);
    for (const found of await links.all())
      expect((await found.getAttribute("href"))?.length).toBeLessThan(6_100);
    await expect(main.getByRole("link", { name: /^(?:List|Wall) \d+–230$/ })).toHaveCount(2);

    await page.getByRole("heading", { level: 1 }).click();
    await paste(page, ids.slice(200, 450).join("\n"));
    await expect(said).toHaveText("250 found");
    await page.goBack();
    await expect(said).toHaveText("230 found");
    await page.reload();
    await expect(said).toHaveText("230 found");
  },
);

story(
  "IDs in the query box are the list of them, and too many for it are looked up",
  async ({ page }) => {
    const ids = await listKnownIds(page, 230);
    const three = ids.slice(0, 3);
    await page.goto("/jobs");
    await isAlive(page);
    await query(page).fill(three.join(" "));
    await query(page).press("Enter");
    await expect(query(page)).toHaveValue(`id:${three.join(",")}`);
    await expect(page.getByText("3 jobs, newest first")).toBeVisible();
    for (const id of three) await expect(link(page, id)).toBeVisible();
    await query(page).fill(`"${three[0]}",`);
    await query(page).press("Enter");
    await expect(query(page)).toHaveValue(`${three[0]}`);
    await expect(link(page, `${three[0]}`)).toBeVisible();
    await query(page).fill("job_overlay 2");
    await query(page).press("Enter");
    await expect(query(page)).toHaveValue("job_overlay 2");
    await expect(page).toHaveURL(/\?q=job_overlay\+2$/);
    await query(page).fill(ids.join(" "));
    await query(page).press("Enter");
    await expect(page.getByRole("heading", { name: "Lookup" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("status").first()).toHaveText("230 found");
  },
);

story("an address takes five hundred IDs of the longest usual kind", async ({ page }) => {
  const uuids = Array.from(
    { length: 500 },
    (_, at) => `3c90c3cc-0d44-4b50-8888-${String(at).padStart(12, "0")}`,
  );
  const search = new URLSearchParams({ q: uuids.join("\r\n") });
  const answer = await page.request.get(`/api/lookup?${search}`);
  expect(answer.status()).toBe(200);
  const { data } = z.object({ data: z.array(z.unknown()) }).parse(await answer.json());
  expect(data).toHaveLength(500);
  await page.goto(`/lookup?${search}`);
  const said = page.getByRole("main").getByRole("status").first();
  await expect(said).toHaveText(/\d+ missing · .*\d+ not asked$/);
});
