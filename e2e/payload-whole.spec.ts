import { toJobUrl } from "./support/job-page.ts";
import { createJob } from "./support/sandbox.ts";
import { openPayload } from "./support/open-payload.ts";
import { expect, story } from "./support/story.ts";

story(
  "a value longer than its row is read whole, with what is searched for marked",
  async ({ page }) => {
    const prompt = `${"word ".repeat(400)}NEEDLE is "here" ${"more ".repeat(400)}end`;
    const digits = "1234567890".repeat(100) + "123";
    const key = `${"k".repeat(520)}-last`;
    const { payload, choose, find } = await openPayload(
      page,
      `{"prompt":${JSON.stringify(prompt)},"digits":${digits},"${key}":0}`,
    );
    const whole = payload.getByRole("group", { name: "The whole value" });
    await choose("prompt");
    await expect(whole).toHaveText(prompt);
    await choose("digits");
    await expect(whole).toHaveText(digits);
    await choose("kkkk");
    await expect(payload.getByRole("group", { name: "The whole key" })).toHaveText(key);
    await expect(whole).toHaveCount(0);

    await find("needle is");
    await expect(whole.locator("mark")).toHaveText("NEEDLE is");
    await expect(whole.locator("mark")).toBeInViewport({ ratio: 1 });
    await find("k-LAST");
    const keyMark = payload.getByRole("group", { name: "The whole key" }).locator("mark");
    await expect(keyMark).toHaveText("k-last");
    await expect(keyMark).toBeInViewport({ ratio: 1 });
  },
);

story("of a very long value that part is shown in which the hit stands", async ({ page }) => {
  const text = `${"word ".repeat(60_000)}NEEDLE${" more".repeat(60_000)}`;
  const { payload, choose, find } = await openPayload(page, JSON.stringify({ long: text, n: 1 }));
  const whole = payload.getByRole("group", { name: "The whole value" });
  await choose("long");
  await expect(payload).toContainText("kB more; a copy has them all.");
  await expect(whole).not.toContainText("NEEDLE");
  await find("needle");
  await expect(whole.locator("mark")).toHaveText("NEEDLE");
  await expect(whole.locator("mark")).toBeInViewport({ ratio: 1 });
  await expect(payload).toContainText("kB before this.");
});

story(
  "the end of a line in Windows' way is not drawn, and a time without a zone says so",
  async ({ page }) => {
    const { payload, choose } = await openPayload(
      page,
      JSON.stringify({ note: "first line\r\nsecond line\rstill", at: "2026-01-02 03:04:05" }),
    );
    const chosen = payload.getByRole("region", { name: "Chosen in the payload" });
    await choose("note");
    const whole = chosen.getByRole("group", { name: "The whole value" });
    await expect(whole).toHaveText(/first line\s+second line⟨U\+000D⟩still/);
    await choose("at:");
    await expect(chosen).toContainText("no zone given");
  },
);

story("in a table a time tells its instant, and a job's ID leads to its page", async ({ page }) => {
  const other = await createJob({ status: "COMPLETED" });
  const { payload, choose } = await openPayload(
    page,
    JSON.stringify({
      rows: [
        { job: other, at: "2026-01-02 04:04:05+01:00" },
        { job: "none", at: "" },
      ],
    }),
  );
  await choose("rows");
  await payload.getByRole("button", { name: "Show as a table" }).click();
  const table = payload.getByRole("grid", { name: "Payload as a table" });
  await expect(table.getByRole("button", { name: /2026-01-02/ })).toHaveAttribute(
    "title",
    /2026-01-02 03:04:05\.000 UTC/,
  );
  await table.getByRole("link", { name: other }).click();
  await expect(page).toHaveURL(toJobUrl(other));
});

story(
  "of a key that repeats it is said that its path does not lead to it alone",
  async ({ page }) => {
    const { payload, choose } = await openPayload(page, `{"a":1,"a":2,"b":3}`);
    const chosen = payload.getByRole("region", { name: "Chosen in the payload" });
    await choose("a: 1");
    await expect(chosen).toContainText('"a" comes more than once');
    await choose("b: 3");
    await expect(chosen).toContainText("$.b");
    await expect(chosen).not.toContainText("comes more than once");
  },
);
