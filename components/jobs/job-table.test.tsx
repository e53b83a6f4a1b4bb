import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { toJobKey } from "#lib/domain/job.ts";
import { JobTable } from "./job-table.tsx";

vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));

const now = Date.parse("2024-06-17T08:55:00Z");

test("the clock of one job stands still, and grey, while the others go on", () => {
  const startedAt = now - 60_000;
  const [one, two] = ["job_1", "job_2"].map((id) =>
    buildSummary({ id, status: "running", startedAt }),
  );
  if (!one || !two) throw new Error("There are two.");
  const stoodAt = new Map([[toJobKey(one), now - 20_000]]);
  const drawn = renderToStaticMarkup(
    <JobTable jobs={[one, two]} zone="UTC" now={now} label="Jobs" stoodAt={stoodAt} />,
  );
  expect(drawn).toMatch(/<td class="[^"]*text-faint">40 s<\/td>/);
  expect(drawn).toMatch(/<td class="[^"]*text-right ">1 m 00 s<\/td>/);
});

test("on a phone, where the ID has no column, it stands under the type", () => {
  const jobs = [buildSummary({ id: "job_1", type: "parse" })];
  const drawn = renderToStaticMarkup(<JobTable jobs={jobs} zone="UTC" now={now} label="Jobs" />);
  expect(drawn).toMatch(/>parse<\/a><span class="[^"]*max-sm:block"[^>]*><bdi dir="ltr">job_1</);
});

test("an instant of today stands without its date, and that of another day with it", () => {
  const jobs = [now, now - 9 * 3_600_000].map((createdAt, at) =>
    buildSummary({ id: `job_${at}`, status: "failed", createdAt }),
  );
  const drawn = renderToStaticMarkup(<JobTable jobs={jobs} zone="UTC" now={now} label="Jobs" />);
  expect(drawn).toContain(">08:55:00</time>");
  expect(drawn).toContain(">2024-06-16 23:55:00</time>");
});
