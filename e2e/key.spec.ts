import path from "node:path";
import type { Fault } from "#lib/sandbox/fault.ts";
import { listAddresses } from "./support/app-routes.ts";
import { guardedStory, operator, signIn } from "./support/guarded-story.ts";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { createSearch } from "./support/searched-places.ts";
import { expect } from "./support/story.ts";

const buildFolder = path.resolve(import.meta.dirname, "../.next");
/** How long to listen to an answer that does not end. */
const listenMs = 1_500;

const faults: Fault[] = [
  ...[401, 403, 404, 429, 500].map((status) => ({
    kind: "status" as const,
    status,
    retryAfter: 1,
  })),
  { kind: "html" },
  { kind: "garbage" },
  { kind: "cut" },
  { kind: "refuse" },
];

guardedStory(
  "signing in leads to the page that was asked for",
  async ({ page, startGuarded, upstream }) => {
    const id = upstream.control.createJob({ type: "parse", status: "RUNNING" });
    const { url } = await startGuarded();
    await page.goto(url + toJobUrl(id));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    await page.getByLabel("Name").fill(operator.name);
    await page.getByLabel("Password").fill(operator.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(url + toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.type).toHaveText("parse");
    await expect(job.state).toContainText("Live");
    upstream.control.advance(id, { status: "COMPLETED" });
    await expect(job.state).toContainText("Succeeded");
  },
);

guardedStory(
  "the upstream's key is in no answer, no file and no line of the log, come what may",
  async ({ startGuarded, upstream, dataFolder }) => {
    const { control } = upstream;
    const search = createSearch(upstream.apiKey);
    const gantry = await startGuarded();
    const cookie = await signIn(gantry);

    async function lookAt(
      address: string,
      { method = "GET", isRsc = false } = {},
    ): Promise<string> {
      const headers = { cookie, ...(isRsc && { rsc: "1" }) };
      const answer = await fetch(gantry.url + address, { method, headers, redirect: "manual" });
      const text = await readFor(answer, listenMs);
      search.look(`${method} ${address}`, text);
      search.look(`headers of ${address}`, JSON.stringify([...answer.headers]));
      return text;
    }

    const lookAround = async (id: string) => {
      const { pages, api } = listAddresses(id);
      const queries = [
        `/lookup?q=${id}%20${control.createJob()}`,
        `/api/lookup?q=${id}%20${control.createJob()}`,
        `/api/live?job=bedrock:${id}`,
        `/api${toJobUrl(id)}?refresh=1`,
      ];
      await Promise.all(
        [...pages, ...api, ...queries].flatMap((address) => [
          lookAt(address),
          lookAt(address, { isRsc: true }),
        ]),
      );
      await lookAt(`/api${toJobUrl(id)}/cancel`, { method: "POST" });
    };

    const running = control.createJob({ status: "RUNNING" });
    expect(await lookAt(toJobUrl(running)), "the key opens the upstream").toContain(
      "overlay.generate",
    );
    await lookAround(running);
    const codes = new Set<string>();
    for (const fault of faults) {
      const id = control.createJob({ status: "RUNNING" });
      control.fault(fault);
      const problem = await lookAt(`/api${toJobUrl(id)}`);
      codes.add(/"code":"(\w+)"/.exec(problem)?.[1] ?? problem);
      await lookAround(id);
      control.clearFaults();
    }
    expect([...codes].toSorted()).toEqual([
      "not_found",
      "upstream_error",
      "upstream_forbidden",
      "upstream_invalid",
      "upstream_rate_limited",
      "upstream_unauthorized",
      "upstream_unavailable",
    ]);

    await gantry.kill("SIGTERM");
    expect(gantry.output()).toContain("upstream_unauthorized");
    search.look("standard output and error", gantry.output());
    await search.lookIntoFolder(dataFolder);
    await search.lookIntoFolder(buildFolder);
    console.log(`searched for the key: ${search.describe()}`);
    expect(search.countPlaces()).toBeGreaterThan(500);
    expect(search.finds).toEqual([]);
  },
);

/** What came until the end, or until then. */
async function readFor(answer: Response, ms: number): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return "";
  const timer = setTimeout(() => void reader.cancel(), ms);
  const chunks: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
  }
  clearTimeout(timer);
  return Buffer.concat(chunks).toString();
}
