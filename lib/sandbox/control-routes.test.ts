import { afterEach, expect, test } from "vitest";
import { readJob } from "./call-sandbox.ts";
import { type Sandbox, startSandbox } from "./start-sandbox.ts";

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function post(action: string, body: unknown) {
  const init = { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`${sandbox.url}/_sandbox/${action}`, init);
  const answer: unknown = await response.json();
  return { status: response.status, body: answer };
}

test("the control does over HTTP what it does in process", async () => {
  sandbox = await startSandbox({ jobs: 0, live: false, control: true });
  expect(await post("create-job", { id: "job_far", type: "parse" })).toEqual({
    status: 200,
    body: { id: "job_far" },
  });
  await post("advance", { id: "job_far", move: { status: "RUNNING" } });
  expect(await readJob(sandbox, "job_far")).toMatchObject({ status: "RUNNING" });
  await post("put-raw", { id: "job_far", bodyText: '{"data":{"raw":true}}' });
  expect(await readJob(sandbox, "job_far")).toEqual({ raw: true });
  await post("fault", { kind: "html", status: 200, route: "get" });
  await expect(readJob(sandbox, "job_far")).rejects.toThrow("JSON");
  await post("clear-faults", {});
  await readJob(sandbox, "job_far");
  expect((await post("requests", {})).body).toMatchObject({ get: 4, total: 4 });
  expect((await post("open-streams", {})).body).toEqual({ count: 0 });
  expect((await post("disturb-streams", { how: "cut" })).body).toEqual({ count: 0 });
});

test("a control that makes no sense gets 400, an unknown one 404", async () => {
  sandbox = await startSandbox({ jobs: 0, live: false, control: true });
  expect((await post("fault", { kind: "earthquake" })).status).toBe(400);
  expect((await post("advance", { id: "job_none", move: { status: "RUNNING" } })).status).toBe(400);
  expect((await post("dance", {})).status).toBe(404);
});

test("without the option there is no control", async () => {
  sandbox = await startSandbox({ jobs: 0, live: false });
  expect((await post("create-job", {})).status).toBe(401);
});
