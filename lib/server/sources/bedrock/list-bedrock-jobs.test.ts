import { expect, test } from "vitest";
import type { UpstreamClient } from "../upstream-client.ts";
import { listBedrockJobs } from "./list-bedrock-jobs.ts";

test("a job that no page could open counts as broken", async () => {
  const ids = ["job_cmp.01", "job_a/b", `job_${"a".repeat(125)}`, "run_1", "job_02"];
  const bytes = new TextEncoder().encode(JSON.stringify({ data: ids.map((id) => ({ id })) }));
  const upstream = { status: 200, code: null, requestId: null };
  const get = () => Promise.resolve({ bytes, askedAt: 0, headers: new Headers(), upstream });
  const client: UpstreamClient = {
    get,
    post: get,
    open: () => Promise.reject(new Error("unused")),
  };
  const page = await listBedrockJobs({ client, label: "Bedrock" }, {}, { priority: "person" });
  expect(page.facts.map(({ id }) => id)).toEqual(["job_cmp.01", "job_02"]);
  expect(page.broken).toEqual(["job_cmp.01", "job_cmp.01", "job_cmp.01"]);
});
