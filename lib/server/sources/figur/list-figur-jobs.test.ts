import { expect, test } from "vitest";
import type { UpstreamClient } from "../upstream-client.ts";
import { listFigurJobs } from "./list-figur-jobs.ts";

test("IDs come in capitals, and a job that no page could open counts as broken", async () => {
  const ulid = "01JZ8Q4W7M2KX9ABCDEFGHJKMN";
  const jobs = [ulid.toLowerCase(), "job-7", `${ulid}0`].map((public_id) => ({ public_id }));
  const bytes = new TextEncoder().encode(JSON.stringify({ jobs }));
  const upstream = { status: 200, code: null, requestId: null };
  const get = () => Promise.resolve({ bytes, askedAt: 0, headers: new Headers(), upstream });
  const client: UpstreamClient = {
    get,
    post: get,
    open: () => Promise.reject(new Error("unused")),
  };
  const page = await listFigurJobs({ client, label: "Figur" }, {}, { priority: "person" });
  expect(page.facts.map(({ id }) => id)).toEqual([ulid]);
  expect(page.broken).toEqual([ulid, ulid]);
});
