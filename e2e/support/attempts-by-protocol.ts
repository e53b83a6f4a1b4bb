import type { Attempt } from "./attempt.ts";
import { sendRaw, toRequest } from "./send-raw.ts";
import { expect } from "./story.ts";

export const attemptsByProtocol: Attempt[] = [
  [
    "the door's own marks, brought along: in headers, doubled, with underscores, as a trailer",
    async ({ url }) => {
      for (const name of ["x-gantry-free", "X-Gantry-Free", "x_gantry_free", "x-gantry-role"])
        for (const path of ["/api/metrics", "/jobs", "/api/audit"]) {
          const answer = await sendRaw(url, toRequest(path, { headers: { [name]: "1" } }));
          expect(answer, name).toMatch(/^HTTP\/1\.1 (?:401|307)/);
        }
      const chunked = { "transfer-encoding": "chunked", trailer: "x-gantry-free, cookie" };
      const body = "1\r\nx\r\n0\r\nx-gantry-free: 1\r\ncookie: gantry-session=x\r\n\r\n";
      const answer = await sendRaw(
        url,
        toRequest("/api/lookup", { method: "POST", headers: chunked, body }),
      );
      expect(answer).toMatch(/^HTTP\/1\.1 401/);
    },
  ],
  [
    "older and newer protocols: HTTP/1.0, no Host, h2c, a preface of HTTP/2, TLS",
    async ({ url, ask }) => {
      for (const text of [
        "GET /api/metrics HTTP/1.0\r\n\r\n",
        "GET /api/metrics HTTP/1.1\r\n\r\n",
        "GET /api/metrics\r\n\r\n",
        "get /api/metrics HTTP/1.1\r\nhost: x\r\n\r\n",
        toRequest("/api/metrics", {
          headers: {
            connection: "Upgrade, HTTP2-Settings",
            upgrade: "h2c",
            "http2-settings": "AAMAAABkAAQAAP__",
          },
        }),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
      ]) {
        const answer = await sendRaw(url, text);
        expect(answer, text).not.toMatch(/^HTTP\/1\.[01] (?:101|2)|gantry_viewers/);
      }
      expect((await ask("/api/health")).status).toBe(200);
    },
  ],
  [
    "a live stream resumed at a place that nobody was told",
    async ({ url, operatorCookie: cookie }) => {
      for (const id of [
        "-1",
        "1e309",
        "9".repeat(400),
        "NaN",
        "'; drop table jobs",
        "[]",
        "\u00e9",
      ]) {
        const headers = { cookie, "last-event-id": id };
        const answer = await sendRaw(url, toRequest("/api/live?list=1&poll=1", { headers }));
        expect(answer, id).toMatch(/^HTTP\/1\.1 (?:200|400)/);
        if (/^[\w.-]+$/.test(id)) expect(answer, id).not.toContain(id.repeat(2));
      }
    },
  ],
  [
    "many ranges of a file, and a body where there should be none",
    async ({ url, ask, operatorCookie: cookie }) => {
      const login = await ask("/login");
      const file = /"(\/_next\/static\/[^"\\]+\.js)"/.exec(login.text)?.[1] ?? "/icon.svg";
      const size = (await ask(file)).text.length;
      const range = `bytes=${Array.from({ length: 500 }, () => "0-").join(",")}`;
      const answer = await ask(file, { headers: { range, "accept-encoding": "identity" } });
      expect(answer.text.length).toBeLessThan(size * 3 + 1_000);
      for (const path of ["/api/jobs", "/", "/api/live?list=1&poll=1"]) {
        const got = await sendRaw(
          url,
          toRequest(path, { headers: { cookie, "content-length": "5" }, body: "GET /" }),
        );
        expect(got, path).toMatch(/^HTTP\/1\.1 (?:200|400)/);
      }
    },
  ],
];
