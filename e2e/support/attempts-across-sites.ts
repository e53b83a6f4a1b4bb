import type { Attempt } from "./attempt.ts";
import { operator } from "./guarded-story.ts";
import { expect } from "./story.ts";

const fromElsewhere: Record<string, string>[] = [
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: "http://127.0.0.1:1" },
  { origin: "http://127.0.0.1.evil.example" },
  { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
  { "sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" },
];

export const attemptsAcrossSites: Attempt[] = [
  [
    "CSRF: a change asked for by another site, in each way a browser can send one",
    async ({ ask, jobId, operatorCookie: cookie, upstream }) => {
      const before = upstream.control.requests(jobId).total;
      for (const headers of fromElsewhere)
        for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json"])
          for (const path of [`/api/jobs/bedrock/${jobId}/cancel`, "/api/session"]) {
            const init = { method: "POST", headers: { ...headers, cookie, "content-type": type } };
            expect((await ask(path, { ...init, body: "x" })).status, path).toBe(403);
          }
      expect(upstream.control.requests(jobId).total).toBe(before);
    },
  ],
  [
    "signing somebody in, or out, from another site",
    async ({ ask, operatorCookie: cookie }) => {
      const form = new URLSearchParams(operator);
      const init = { headers: { origin: "https://evil.example", cookie } };
      const signedIn = await ask("/api/session", { method: "POST", ...init, body: form });
      expect(signedIn.status).toBe(403);
      expect(signedIn.headers.get("set-cookie")).toBeNull();
      expect((await ask("/api/session", { method: "DELETE", ...init })).status).toBe(403);
      expect((await ask("/api/metrics", { headers: { cookie } })).status).toBe(200);
    },
  ],
  [
    "a GET that wants to be a change: method override in a header and in the query",
    async ({ ask, jobId, operatorCookie: cookie, upstream }) => {
      const before = upstream.control.requests(jobId).total;
      for (const name of ["x-http-method-override", "x-http-method", "x-method-override"])
        for (const path of [`/api/jobs/bedrock/${jobId}/cancel`, "/api/session?_method=DELETE"]) {
          const answer = await ask(path, { headers: { cookie, [name]: "DELETE" } });
          expect(answer.headers.get("set-cookie"), path).toBeNull();
        }
      expect((await ask("/api/metrics", { headers: { cookie } })).status).toBe(200);
      expect(upstream.control.requests(jobId).total).toBe(before);
    },
  ],
  [
    "reading from another site: as a picture, a script, a frame, a style, by fetch and by preflight",
    async ({ ask, jobId, operatorCookie: cookie }) => {
      for (const path of [`/jobs/bedrock/${jobId}`, `/api/jobs/bedrock/${jobId}/payload`]) {
        for (const [mode, dest] of [
          ["no-cors", "image"],
          ["no-cors", "script"],
          ["no-cors", "style"],
          ["navigate", "iframe"],
          ["navigate", "object"],
          ["cors", "empty"],
        ] as const)
          for (const site of ["cross-site", "same-site"]) {
            const headers = { cookie, "sec-fetch-site": site, "sec-fetch-mode": mode };
            const answer = await ask(path, { headers: { ...headers, "sec-fetch-dest": dest } });
            expect(answer.status, `${path} ${dest}`).toBe(403);
          }
        const preflight = await ask(path, {
          method: "OPTIONS",
          headers: {
            cookie,
            origin: "https://evil.example",
            "access-control-request-method": "GET",
          },
        });
        expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
      }
    },
  ],
  [
    "framing, sniffing, caching and running scripts: what each answer tells the browser to refuse",
    async ({ ask, jobId, operatorCookie: cookie }) => {
      for (const path of [
        ...["/", `/jobs/bedrock/${jobId}`, "/login", "/nothing", "/system/audit", "/icon.svg"],
        ...[`/api/jobs/bedrock/${jobId}`, `/api/jobs/bedrock/${jobId}/payload`, "/api/nothing"],
      ]) {
        const { headers, text } = await ask(path, { headers: { cookie } });
        const policy = headers.get("content-security-policy") ?? "";
        expect(policy, path).toContain("default-src 'none'");
        expect(policy, path).toContain("frame-ancestors 'none'");
        expect(policy, path).not.toMatch(/unsafe-eval|script-src[^;]*(?:unsafe-inline|\*|https?:)/);
        expect(headers.get("x-frame-options"), path).toBe("DENY");
        expect(headers.get("x-content-type-options"), path).toBe("nosniff");
        expect(headers.get("cross-origin-resource-policy"), path).toBe("same-origin");
        expect(headers.get("x-powered-by"), path).toBeNull();
        if (!path.endsWith(".svg"))
          expect(headers.get("cache-control"), path).toContain("no-store");
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
        for (const [tag] of text.matchAll(/<script\b[^>]*>/g))
          expect(tag, path).toContain(`nonce="${nonce}"`);
        expect(text, path).not.toMatch(/<[^>]+\son(?:click|load|error)=/i);
      }
      const nonces = new Set<string>();
      for (let n = 0; n < 3; n += 1)
        nonces.add((await ask("/login")).headers.get("content-security-policy") ?? "");
      expect(nonces.size).toBe(3);
    },
  ],
  [
    "holding on to the window: a page that may have an opener is cut off from it",
    async ({ ask, jobId, operatorCookie: cookie }) => {
      const openerPolicy = async (site?: string) => {
        const headers = { cookie, ...(site && { "sec-fetch-site": site }) };
        const answer = await ask(`/jobs/bedrock/${jobId}`, { headers });
        return answer.headers.get("cross-origin-opener-policy");
      };
      for (const site of ["cross-site", "same-site", "same-origin", "of-tomorrow", undefined])
        expect(await openerPolicy(site), site).toBe("same-origin");
      expect(await openerPolicy("none")).toBeNull();
    },
  ],
];
