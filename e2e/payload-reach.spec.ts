import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { openPayload } from "./support/open-payload.ts";
import { expect, story } from "./support/story.ts";

story("what is searched for is marked in a short raw text, too", async ({ page }) => {
  const { payload } = await openPayload(
    page,
    String.raw`{"long":"${"x".repeat(900)} caf\u00e9 ${"x".repeat(500)}","b":"other"}`,
  );
  await payload.getByRole("radio", { name: "Raw" }).check({ force: true });
  await payload.getByRole("button", { name: "Find in the payload" }).click();
  const find = payload.getByRole("textbox", { name: "Find in the payload" });
  await find.fill("café");
  await expect(payload.getByRole("search").getByRole("status")).toHaveText("1 of 1");
  await expect(payload.locator("mark")).toHaveText(String.raw`caf\u00e9`);
  await expect(payload.locator("mark")).toBeInViewport({ ratio: 1 });
  await payload.getByRole("radio", { name: "Path" }).check({ force: true });
  await find.fill("$..b");
  await expect(payload.getByRole("search").getByRole("status")).toHaveText("1 of 1");
  await find.fill("$[?(@.a)]");
  await expect(payload.getByRole("search").getByRole("status")).toHaveText(
    "Not a path that can be searched",
  );
});

story("a path put into the address of the open page is gone to", async ({ page }) => {
  const { payload } = await openPayload(page, `{"a":{"b":"here"},"c":0}`);
  const chosen = payload.getByRole("treeitem", { selected: true });
  await page.evaluate(() => {
    location.hash = "payload=$.a.b";
  });
  await expect(chosen).toContainText("here");
  await page.evaluate(() => {
    location.hash = "payload=$.c";
  });
  await expect(chosen).toContainText("c: 0");
});

story("the keyboard is where it was after a table and a revealed value", async ({ page }) => {
  const { payload, tree, choose } = await openPayload(
    page,
    `{"rows":[{"a":1},{"a":2},"odd",{"a":3},{"a":4,"a":5}],"token":"s3cr3t"}`,
  );
  const table = payload.getByRole("grid", { name: "Payload as a table" });
  await choose("rows");
  await payload.getByRole("button", { name: "Show as a table" }).click();
  await expect(table.getByRole("gridcell")).toHaveText(["1", "2", '"odd"', "3", "4 +1"]);
  await payload.getByRole("button", { name: "Back to the tree" }).click();
  await expect(tree).toBeFocused();
  await payload.getByRole("button", { name: "Show as a table" }).click();
  await table.getByRole("button", { name: '"odd"' }).click();
  await expect(tree).toBeFocused();
  await expect(tree.getByRole("treeitem", { selected: true })).toHaveText('"odd"');
  await choose("token");
  await payload.getByRole("button", { name: "Reveal $.token" }).click();
  await expect(payload.getByText("s3cr3t", { exact: true })).toBeFocused();
});

story(
  "a string too long to be shown is copied whole, as what it says",
  async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const text = 'a "word" '.repeat(120_000);
    const { payload, choose } = await openPayload(page, JSON.stringify({ long: text, n: 1 }));
    await choose("long");
    await expect(payload).toContainText("MB more; a copy has them all.");
    await payload.getByRole("button", { name: "Copy value", exact: true }).click();
    await expect
      .poll(() => page.evaluate(async () => (await navigator.clipboard.readText()).length))
      .toBe(text.length);
  },
);

story("a saved job offers nothing that only Gantry could answer", async ({ page }) => {
  const { id } = await openPayload(
    page,
    `{"token":"s3cr3t","picture":"https://a.invalid/b.png","n":1}`,
  );
  const text = await (await page.request.get(`/api${toJobUrl(id)}/file`)).text();
  const requests: string[] = [];
  await page.goto("/file");
  await page.getByLabel("choose the file").setInputFiles({
    name: "saved.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  const { payload } = findOnJobPage(page);
  const chosen = payload.getByRole("region", { name: "Chosen in the payload" });
  page.on("request", (request) => requests.push(request.url()));
  const choose = (key: string) =>
    payload
      .getByRole("treeitem")
      .filter({ hasText: key })
      .first()
      .click({ position: { x: 40, y: 8 } });
  await choose("token");
  await expect(chosen).toContainText("was masked when the file was saved");
  await expect(chosen.getByRole("button", { name: /Reveal/ })).toHaveCount(0);
  await choose("picture");
  await expect(chosen).toContainText("Address");
  await choose("n: 1");
  expect(requests.filter((url) => url.includes("/api/") || url.startsWith("blob:"))).toEqual([]);
});
