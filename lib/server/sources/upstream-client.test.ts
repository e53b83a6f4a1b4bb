import { describe, expect, it } from "vitest";
import { createRequestBudget } from "./request-budget.ts";
import { apiKey, catchProblem, createClient, listen, person } from "./test-upstream.ts";

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
