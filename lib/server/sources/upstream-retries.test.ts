import { describe, expect, it } from "vitest";
import { catchProblem, createClient, listen, person } from "./test-upstream.ts";

describe("the upstream client", () => {
  it.each([502, 503, 504])("asks again when a gateway answers %i", async (status) => {
    let requests = 0;
    const url = await listen((_, response) => {
      requests += 1;
      response.writeHead(requests < 3 ? status : 200);
      response.end("{}");
    });
    await createClient(url).get("/jobs", person);
    expect(requests).toBe(3);
  });

  it.each([
    ["cut before any answer", 0],
    ["cut in the middle of the answer", 1],
  ])("asks again when the connection is %s", async (_, isBegun) => {
    let requests = 0;
    const url = await listen((_request, response) => {
      requests += 1;
      if (requests === 3) response.end("{}");
      else if (isBegun) response.write("{", () => response.destroy());
      else response.destroy();
    });
    await createClient(url).get("/jobs", person);
    expect(requests).toBe(3);
  });

  it("gives up after the second repeat, and tells a cut from a refusal", async () => {
    let requests = 0;
    const url = await listen((_, response) => {
      requests += 1;
      response.write("{", () => response.destroy());
    });
    const cut = await catchProblem(createClient(url).get("/jobs", person));
    expect(cut).toMatchObject({ code: "upstream_unavailable", message: /broke off/ });
    expect(requests).toBe(3);
    const refused = await catchProblem(createClient("http://127.0.0.1:1").get("/jobs", person));
    expect(refused).toMatchObject({ code: "upstream_unavailable", message: /could not reach/ });
  });

  it.each([400, 401, 403, 404, 409, 429, 500])("does not ask again after %i", async (status) => {
    let requests = 0;
    const url = await listen((_, response) => {
      requests += 1;
      response.writeHead(status);
      response.end();
    });
    await catchProblem(createClient(url).get("/jobs", person));
    expect(requests).toBe(1);
  });

  it("does not ask again when the gateway asks for a long wait", async () => {
    let requests = 0;
    const url = await listen((_, response) => {
      requests += 1;
      response.writeHead(503, { "retry-after": "20" });
      response.end();
    });
    expect(await catchProblem(createClient(url).get("/jobs", person))).toMatchObject({
      retryAfterMs: 20_000,
    });
    expect(requests).toBe(1);
  });

  it("never repeats a POST", async () => {
    let requests = 0;
    const url = await listen((_, response) => {
      requests += 1;
      response.writeHead(503);
      response.end();
    });
    await catchProblem(createClient(url).post("/jobs/1/cancel", person));
    expect(requests).toBe(1);
  });

  it("lets go at once when its caller gives up, and does not ask again", async () => {
    let requests = 0;
    const { promise: closed, resolve: hasClosed } = Promise.withResolvers<void>();
    const controller = new AbortController();
    const url = await listen((request) => {
      requests += 1;
      request.on("close", hasClosed);
      controller.abort();
    });
    await catchProblem(createClient(url).get("/jobs", { ...person, signal: controller.signal }));
    await closed;
    expect(requests).toBe(1);
  });

  it("gives up between two tries when its caller does", async () => {
    let requests = 0;
    const controller = new AbortController();
    const url = await listen((_, response) => {
      requests += 1;
      response.writeHead(503);
      response.end(() => setTimeout(() => controller.abort(), 50));
    });
    const client = createClient(url, { retryDelayMs: 5_000 });
    await catchProblem(client.get("/jobs", { ...person, signal: controller.signal }));
    expect(requests).toBe(1);
  });

  it("waits as long as a gateway asks before it asks again", async () => {
    const at: number[] = [];
    const url = await listen((_, response) => {
      at.push(performance.now());
      response.writeHead(at.length === 1 ? 503 : 200, { "retry-after": "1" }).end("{}");
    });
    await createClient(url).get("/", person);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });
});
