import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { toProblemDocument } from "#lib/domain/problem.ts";
import { apiKey, catchProblem, createClient, listen, person } from "./test-upstream.ts";

describe("the upstream client", () => {
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
});
