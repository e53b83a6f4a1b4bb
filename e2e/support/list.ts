import { expect, type Page } from "@playwright/test";
import { createJob } from "./sandbox.ts";

export const table = (page: Page) => page.getByRole("group", { name: "Jobs" }).getByRole("table");
export const query = (page: Page) => page.getByRole("textbox", { name: "Query" });
export const link = (page: Page, id: string) => table(page).locator(`a[href$="${id}"]`);
export const isAlive = (page: Page) =>
  expect(page.getByRole("banner").getByRole("status").first()).toHaveText(/Live/);

/** A job of a type that no other story has; it is in the store once somebody has looked at it. */
export async function createKnownJob(
  page: Page,
  type: string,
  status: "RUNNING" | "FAILED" = "RUNNING",
) {
  const id = await createJob({ status, type });
  await page.request.get(`/api/jobs/bedrock/${id}`);
  return id;
}
