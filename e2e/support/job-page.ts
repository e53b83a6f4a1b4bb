import type { Page } from "@playwright/test";

export const toJobUrl = (id: string) => `/jobs/bedrock/${id}`;

/** Where things are on the page of a job, by role and name. */
export function findOnJobPage(page: Page) {
  const main = page.getByRole("main");
  return {
    main,
    type: main.getByRole("heading", { level: 1 }),
    /** The job's state and its link's. */
    state: main.getByRole("status").filter({ hasText: /\S/ }).first(),
    events: main.getByRole("list", { name: "Events" }).getByRole("listitem"),
    lane: main.getByRole("region", { name: "Timeline" }).getByRole("img"),
    error: main.getByRole("region", { name: "Error" }),
    payload: main.getByRole("region", { name: "Payload", exact: true }),
    results: main.getByRole("region", { name: "Results", exact: true }),
    /** The value beside a name in the line of facts: "Waited", "Ran", "Target". */
    fact: (name: string) =>
      main
        .getByRole("term")
        .filter({ hasText: name })
        .first()
        .locator("xpath=following-sibling::dd[1]"),
  };
}

/** The picture of the tab, as the browser would take it: the last one named. */
export async function readFavicon(page: Page): Promise<string | null> {
  return page.locator("link[rel=icon]").last().getAttribute("href");
}
