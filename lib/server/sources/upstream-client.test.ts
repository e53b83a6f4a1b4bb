import { createServer, type RequestListener } from "node:http";
import { inspect } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { ProblemError, toProblemDocument } from "#lib/domain/problem.ts";
import { createRequestBudget } from "./request-budget.ts";
import { createUpstreamClient, type UpstreamClientSettings } from "./upstream-client.ts";

const apiKey = "sk_test_6f1d2c9a";

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

function createClient(url: string, more: Partial<UpstreamClientSettings> = {}) {
  return createUpstreamClient({
    label: "Bedrock",
    url,
    headers: { authorization: `Bearer ${apiKey}` },
    secrets: [apiKey],
    budget: createRequestBudget({ label: "Bedrock" }),
    retryDelayMs: 1,
    ...more,
  });
}

async function catchProblem(work: Promise<unknown>): Promise<ProblemError> {
  const error = await work.then(
    () => new Error("it did not fail"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw error;
  return error;
}

const person = { priority: "person" } as const;

describe("the upstream client", () => {
  it("returns the bytes as sent but for the key, and sends it", async () => {
    let sent: string | undefined;
    const url = await listen((request, response) => {
      sent = request.headers.authorization;
      response.end(`{"n":1.50,"who":"${sent}","at":"${request.url}"}`);
    });
    const { bytes } = await createClient(`${url}/`).get("/jobs/a%2Fb?x=1", person);
    expect(new TextDecoder().decode(bytes)).toBe(
      `{"n":1.50,"who":"Bearer ${"*".repeat(apiKey.length)}","at":"/jobs/a%2Fb?x=1"}`,
    );
    expect(sent).toBe(`Bearer ${apiKey}`);
  });

  it.each([
    [401, "upstream_unauthorized"],
    [403, "upstream_forbidden"],
    [404, "not_found"],
    [429, "upstream_rate_limited"],
    [400, "upstream_error"],
    [402, "upstream_error"],
    [500, "upstream_error"],
    [503, "upstream_error"],
  ])("tells %i as %s, with the upstream's code and request", async (status, code) => {
    const url = await listen((_, response) => {
      response.writeHead(status);
      response.end(`{"title":"No","status":${status},"code":"SOME_CODE","request_id":"req_01"}`);
    });
    const problem = await catchProblem(createClient(url).get("/jobs", person));
    expect(problem).toMatchObject({
      code,
      upstream: { status, code: "SOME_CODE", requestId: "req_01" },
    });
  });

  it.each([
    ["requestId", `{"requestId":"req_02"}`, "req_02"],
    ["an error object", `{"error":{"code":"X","message":"m","request_id":"req_03"}}`, "req_03"],
    ["the header", "<html><h1>502 Bad Gateway</h1></html>", "req_04"],
    ["the header, beside a body of another shape", "[1,2]", "req_04"],
    ["the header, beside no body", "", "req_04"],
  ])("finds the request's name in %s", async (_, body, requestId) => {
    const url = await listen((_request, response) => {
      response.writeHead(500, { "x-request-id": "req_04" });
      response.end(body);
    });
    const problem = await catchProblem(createClient(url).get("/jobs", person));
    expect(problem.upstream).toMatchObject({ status: 500, requestId });
  });

  it("repeats what the upstream says about a wrong request", async () => {
    const url = await listen((_, response) => {
      response.writeHead(402);
      response.end(`{"code":"INSUFFICIENT_CREDITS","detail":"The balance is used up."}`);
    });
    const problem = await catchProblem(createClient(url).get("/jobs", person));
    expect(problem.message).toBe(
      "Bedrock answered 402 (INSUFFICIENT_CREDITS). It says: The balance is used up.",
    );
  });

  it("repeats what the upstream says is wrong with each field", async () => {
    const url = await listen((_, response) => {
      response.writeHead(422);
      const wrong = { loc: ["query", "status"], msg: "Input should be 'FAILED'", type: "enum" };
      response.end(JSON.stringify({ detail: [wrong, { ...wrong, msg: "Field required" }] }));
    });
    const problem = await catchProblem(createClient(url).get("/jobs", person));
    expect(problem.message).toBe(
      "Bedrock answered 422. It says: Input should be 'FAILED'; Field required",
    );
  });

  it.each([
    ["7", 7_000],
    [undefined, 60_000],
    ["soon", 60_000],
    [new Date(Date.UTC(2026, 0, 1, 0, 0, 30)).toUTCString(), 30_000],
  ])("reads Retry-After: %s", async (header, retryAfterMs) => {
    const url = await listen((_, response) => {
      response.writeHead(429, header === undefined ? {} : { "retry-after": header });
      response.end();
    });
    const client = createClient(url, { now: () => Date.UTC(2026, 0, 1) });
    expect(await catchProblem(client.get("/jobs", person))).toMatchObject({ retryAfterMs });
  });

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

  it("gives up on an upstream that does not begin to answer", async () => {
    const url = await listen(() => {});
    const problem = await catchProblem(
      createClient(url, { headersTimeoutMs: 60 }).get("/jobs", person),
    );
    expect(problem).toMatchObject({ code: "upstream_timeout", message: /begin/ });
  });

  it("gives up on an upstream that does not finish its answer", async () => {
    const url = await listen((_, response) => {
      const timer = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(timer));
    });
    const problem = await catchProblem(
      createClient(url, { bodyTimeoutMs: 80 }).get("/jobs", person),
    );
    expect(problem).toMatchObject({ code: "upstream_timeout", message: /finish/ });
  });

  it("gives up on an answer that falls silent, long before a slow one that goes on", async () => {
    const url = await listen((_, response) => {
      response.write("[");
    });
    const problem = await catchProblem(createClient(url, { bodyStallMs: 80 }).get("/jobs", person));
    expect(problem).toMatchObject({ code: "upstream_timeout", message: /finish/ });
    let written = 0;
    const slow = await listen((_, response) => {
      const timer = setInterval(() => {
        written += 1;
        if (written < 10) response.write(" ");
        else response.end("[]");
      }, 30);
      response.on("close", () => clearInterval(timer));
    });
    const { bytes } = await createClient(slow, { bodyStallMs: 200 }).get("/jobs", person);
    expect(Buffer.from(bytes).toString().trim()).toBe("[]");
  });

  it.each([
    ["announced", true],
    ["unannounced", false],
  ])(
    "refuses an answer beyond the bound, %s, and closes the connection",
    async (_, isAnnounced) => {
      const { promise: closed, resolve: hasClosed } = Promise.withResolvers<void>();
      const url = await listen((_request, response) => {
        response.on("close", hasClosed);
        if (isAnnounced) response.setHeader("content-length", "100000");
        response.write("x".repeat(50_000));
      });
      const problem = await catchProblem(
        createClient(url, { maxBytes: 10_000 }).get("/jobs", person),
      );
      expect(problem.code).toBe("upstream_too_large");
      await closed;
    },
  );

  it("takes an answer that is exactly as large as the bound", async () => {
    const url = await listen((_, response) => response.end("x".repeat(10_000)));
    const { bytes } = await createClient(url, { maxBytes: 10_000 }).get("/jobs", person);
    expect(bytes).toHaveLength(10_000);
  });

  it("never carries the key to where a redirect points", async () => {
    const visits: string[] = [];
    const elsewhere = await listen((request, response) => {
      visits.push(String(request.headers.authorization));
      response.end("{}");
    });
    const url = await listen((_, response) => {
      response.writeHead(302, { location: elsewhere });
      response.end();
    });
    const problem = await catchProblem(createClient(url).get("/jobs", person));
    expect(problem).toMatchObject({ code: "upstream_error", upstream: { status: 302 } });
    expect(visits).toEqual([]);
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

  it("hands a stream over once its headers are there, for as long as it lasts", async () => {
    const url = await listen((_, response) => {
      response.write("a");
      setTimeout(() => response.end("b"), 150);
    });
    const client = createClient(url, { headersTimeoutMs: 60, bodyTimeoutMs: 60 });
    const { body } = await client.open("/stream", { ...person, accept: "text/event-stream" });
    expect(await new Response(body).text()).toBe("ab");
  });

  it("tells the budget about each request and what the headers say", async () => {
    const budget = createRequestBudget({ label: "Bedrock" });
    let requests = 0;
    const url = await listen((_, response) => {
      requests += 1;
      response.setHeader("x-ratelimit-limit", "60");
      response.setHeader("x-ratelimit-remaining", String(60 - requests));
      response.setHeader("x-ratelimit-reset", String(Math.ceil(Date.now() / 1_000) + 30));
      response.writeHead(requests === 1 ? 503 : 200);
      response.end();
    });
    await createClient(url, { budget }).get("/jobs", person);
    expect(budget.state()).toMatchObject({ limit: 60, remaining: 58, sent: 2 });
  });

  it("never shows the key, though the upstream repeats it everywhere", async () => {
    const url = await listen((request, response) => {
      const said = String(request.headers.authorization);
      response.writeHead(Number(request.url?.slice(1)), { "x-request-id": apiKey });
      response.end(
        JSON.stringify({
          code: apiKey,
          detail: `Bad key ${said}`,
          title: said,
          request_id: apiKey,
        }),
      );
    });
    for (const status of [302, 400, 401, 403, 404, 429, 500, 503]) {
      const problem = await catchProblem(createClient(url).get(`/${status}`, person));
      expect(inspect(problem, { depth: null })).not.toContain(apiKey);
      expect(JSON.stringify([problem, toProblemDocument(problem, "r")])).not.toContain(apiKey);
    }
  });

  it("never shows the key in what an upstream says, in whatever way it is written there", async () => {
    const packed = Buffer.from(`user:${apiKey}`).toString("base64");
    const hex = (mark: string) =>
      Array.from(Buffer.from(apiKey), (byte) => mark + byte.toString(16)).join("");
    const url = await listen((request, response) => {
      const said = [packed, hex("%"), hex(String.raw`\u00`)][Number(request.url?.slice(1))];
      response.writeHead(400, { "x-request-id": packed.replace(/=+$/, "") });
      response.end(`{"code":"${packed}","detail":"Bad: ${said}, sorry"}`);
    });
    const letters = Math.floor((apiKey.length * 8) / 6) - 1;
    for (const [path, stars] of [letters, apiKey.length * 3, apiKey.length * 6].entries()) {
      const { message, upstream } = await catchProblem(createClient(url).get(`/${path}`, person));
      expect(upstream).toEqual({ status: 400, code: null, requestId: null });
      const asterisks = /\*+/.exec(message)?.[0].length ?? 0;
      expect(Math.abs(asterisks - stars)).toBeLessThanOrEqual(1);
      expect(message).toContain(", sorry");
    }
  });

  it("never shows a key that cannot even be sent", async () => {
    const secret = `${apiKey}\n${apiKey}`;
    const client = createClient("http://127.0.0.1:1", {
      headers: { authorization: `Bearer ${secret}` },
      secrets: [secret],
    });
    const problem = await catchProblem(client.get("/jobs", person));
    expect(inspect(problem, { depth: null })).not.toContain(apiKey);
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

  it("tells when it asked, not when the answer had come", async () => {
    let heardAt = 0;
    const url = await listen((_, response) => {
      heardAt = Date.now();
      setTimeout(() => response.end("{}"), 60);
    });
    const { askedAt } = await createClient(url).get("/", person);
    expect(askedAt).toBeLessThanOrEqual(heardAt);
  });

  it("takes the limit of one path for no other's", async () => {
    const url = await listen((request, response) => {
      response.writeHead(request.url === "/own" ? 429 : 200, { "retry-after": "60" }).end("{}");
    });
    const client = createClient(url);
    const refused = await catchProblem(client.get("/own", { ...person, hasOwnLimit: true }));
    expect(refused.code).toBe("upstream_rate_limited");
    await expect(client.get("/other", person)).resolves.toBeDefined();
  });
});
