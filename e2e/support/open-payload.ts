import { expect, type Page } from "@playwright/test";
import { findOnJobPage, toJobUrl } from "./job-page.ts";
import { createJob } from "./sandbox.ts";

/** The page of an ended job with this payload, and its tree. */
export async function openPayload(page: Page, payloadText: string, fragment = "") {
  const id = await createJob({ status: "COMPLETED", payloadText });
  await page.goto(toJobUrl(id) + fragment);
  const { payload, state } = findOnJobPage(page);
  await expect(state).toContainText("Ended");
  const tree = payload.getByRole("tree", { name: "Payload" });
  const choose = (text: string) =>
    tree
      .getByRole("treeitem")
      .filter({ hasText: text })
      .first()
      .click({ position: { x: 40, y: 8 } });
  const find = async (query: string) => {
    const field = payload.getByRole("textbox", { name: "Find in the payload" });
    if (!(await field.isVisible()))
      await payload.getByRole("button", { name: "Find in the payload" }).click();
    await field.fill(query);
    await expect(payload.getByRole("search").getByRole("status")).toHaveText("1 of 1");
  };
  return { id, payload, tree, choose, find };
}
