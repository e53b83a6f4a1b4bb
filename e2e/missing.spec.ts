import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { createKnownJob } from "./support/list.ts";
import { expect, story } from "./support/story.ts";

story.use({ expectedErrors: [/the server responded with a status of 4\d\d .*\/jobs\//] });

const cases = [
  {
    what: "a job that nobody knows",
    path: toJobUrl("job_01DOESNOTEXIST"),
    status: 404,
    code: "not_found",
    title: "No such job",
    says: "It may belong to another organization",
  },
  {
    what: "an ID that is none",
    path: toJobUrl("blk_01JABCD123"),
    status: 400,
    code: "malformed_id",
    title: "This is not a job ID",
    says: "blk_01JABCD123 is a block, not a job.",
  },
  {
    what: "a job that Figur does not know",
    path: "/jobs/figur/01JD2Z5Z7K8YV4Q3M2N1P0R9ST",
    status: 404,
    code: "not_found",
    title: "No such job",
    says: "Figur does not know this.",
  },
  {
    what: "a source that does not exist",
    path: "/jobs/acme/job_01JABCD123",
    status: 404,
    code: "source_not_configured",
    title: "This source is not set up",
    says: "There is no source called “acme”.",
  },
  {
    what: "another organization's job",
    path: toJobUrl("job_01OTHERTENANT"),
    status: 403,
    code: "upstream_forbidden",
    title: "The upstream denies access",
    says: "It may belong to another organization.",
  },
];

for (const { what, path, status, code, title, says } of cases) {
  story(`${what}: the page says so, and so does the API`, async ({ page, request }) => {
    await page.goto(path);
    const main = page.getByRole("main");
    await expect(main.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(main).toContainText(says);
    await expect(main).toContainText(code);
    await expect(page).toHaveTitle(`${title} · Gantry`);
    await expect(main.getByRole("textbox", { name: /^Job ID/ })).toBeVisible();

    for (const part of ["", "/payload", "/results", "/raw", "/children"]) {
      const answer = await request.get(`/api${path}${part}`);
      const problem = await answer.json();
      expect(answer.headers()["content-type"], part).toBe("application/problem+json");
      expect({ status: answer.status(), code: problem.code }, part).toEqual({ status, code });
      expect(problem).toMatchObject({ type: `/problems/${code}`, title, status });
      expect(problem.requestId).toMatch(/^req_./);
    }
  });
}

story(
  "an ID that lost its last characters is missing, and the known job is named",
  async ({ page }) => {
    const known = await createKnownJob(page, "story.shortened");
    const answer = await page.goto(toJobUrl(known.slice(0, -3)));
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No such job");
    const begun = page.getByRole("region", { name: "Known jobs that begin like this" });
    await expect(begun.getByRole("row")).toHaveCount(2);
    await begun.getByRole("link", { name: known }).click();
    await expect(page).toHaveURL(toJobUrl(known));
    await expect(findOnJobPage(page).type).toHaveText("story.shortened");
  },
);

story("an address that is no page says so", async ({ page }) => {
  await page.goto("/jobs/bedrock/job_01JABCD123/nothing");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No such page");
});

story("an address of broken percent signs is refused and does no harm", async ({ request }) => {
  for (const path of ["/jobs/bedrock/%E0%A4%A", "/api/jobs/bedrock/%E0%A4%A"]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBeGreaterThanOrEqual(400);
  }
  expect((await request.get("/api/ready")).status()).toBe(200);
});

story(
  "a method that an address does not take is refused as every error is",
  async ({ request }) => {
    for (const [method, path] of [
      ["PUT", "/api/jobs"],
      ["PATCH", "/api/jobs/bedrock/job_1"],
      ["POST", "/api/live"],
      ["DELETE", "/api/health"],
    ] as const) {
      const answer = await request.fetch(path, { method });
      expect(answer.status(), path).toBe(405);
      expect(answer.headers()["content-type"], path).toBe("application/problem+json");
      expect(await answer.json()).toMatchObject({ code: "not_supported", status: 405 });
    }
  },
);
