import type { Attempt } from "./attempt.ts";
import { expect } from "./story.ts";

const scripts = [
  ...["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'-alert(1)-'"],
  ...["javascript:alert(1)", "</script><svg onload=alert(1)>", "{{7*7}}${7*7}<%= 7*7 %>"],
];
const patienceMs = 3_000;

export const attemptsOnInputs: Attempt[] = [
  [
    `scripts reflected out of every address (${scripts.length} ways of writing)`,
    async ({ ask, operatorCookie: cookie }) => {
      for (const script of scripts) {
        const text = encodeURIComponent(script);
        for (const path of [
          ...[`/lookup?q=${text}`, `/jobs?q=${text}`, `/jobs?type=${text}`, `/jobs?sort=${text}`],
          ...[`/login?next=${text}`, `/login?error=${text}&wait=${text}`, `/watch?job=${text}`],
          ...[`/compare?a=${text}&b=${text}`, `/durations?range=${text}&type=${text}`],
          ...[
            `/system/audit?actor=${text}`,
            `/jobs/bedrock/${text}`,
            `/jobs/${text}/x`,
            `/${text}`,
          ],
        ]) {
          const answer = await ask(path, { headers: { cookie } });
          expect(answer.status, path).toBeLessThan(500);
          expect(answer.text, path).not.toMatch(
            /<(?:script>|img src=x|svg onload)|href="javascript:/,
          );
          expect(answer.text, path).not.toContain(">49<");
        }
      }
    },
  ],
  [
    "formulas for spreadsheets in the exports of jobs and of the record",
    async ({ ask, upstream, operatorCookie: cookie }) => {
      const type = "=cmd|' /C calc'!A0";
      const id = upstream.control.createJob({ type, status: "COMPLETED" });
      await ask(`/api/jobs/bedrock/${id}`, { headers: { cookie } });
      await ask("/api/views", {
        method: "POST",
        headers: { cookie, "content-type": "application/json" },
        body: JSON.stringify({ name: "@SUM(1+1)", search: "" }),
      });
      for (const path of ["/api/jobs.csv", "/api/audit.csv"]) {
        const { text } = await ask(path, { headers: { cookie } });
        expect(text, path).not.toMatch(/(?:^|,|\r\n)"?[=@]/);
      }
      await ask("/api/views?name=%40SUM(1%2B1)", { method: "DELETE", headers: { cookie } });
    },
  ],
  [
    "numbers, instants and places without bounds",
    async ({ ask, operatorCookie: cookie }) => {
      const wild = ["-1", "0", "1e309", "NaN", "99999999999999999999", "0x10", "1;1", "٣", "null"];
      for (const value of wild)
        for (const path of [
          ...["limit", "cursor", "created_after", "min_duration", "ended_before"].map(
            (name) => `/api/jobs?${name}=${encodeURIComponent(value)}`,
          ),
          `/api/audit?before=${encodeURIComponent(value)}`,
          `/api/durations?range=${encodeURIComponent(value)}&since=${encodeURIComponent(value)}`,
          `/system/audit?before=${encodeURIComponent(value)}`,
        ])
          expect((await ask(path, { headers: { cookie } })).status, path).toBeLessThan(500);
      const many = `/api/jobs?${"type=x&".repeat(1_500)}`;
      expect((await ask(many, { headers: { cookie } })).status).toBeLessThan(500);
    },
  ],
  [
    "names of things that every object has: __proto__, constructor, toString",
    async ({ ask, operatorCookie: cookie }) => {
      for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"])
        for (const path of [
          ...[`/api/jobs/${name}/x`, `/jobs/${name}/x`, `/api/jobs?source=${name}`],
          ...[`/api/jobs?sort=${name}`, `/api/live?job=${name}:x`, `/api/audit?action=${name}`],
          ...[`/watch?job=${name}:x`, `/api/views?name=${name}`, `/durations?chart=${name}`],
        ]) {
          const answer = await ask(path, { headers: { cookie } });
          expect(answer.status, path).toBeLessThan(500);
          expect(answer.text, path).not.toMatch(/native code|\[object /);
        }
    },
  ],
  [
    "IDs that would ask the upstream for something else",
    async ({ ask, jobId, upstream, operatorCookie: cookie }) => {
      const before = upstream.control.requests().total;
      for (const id of [
        ...[`${jobId}%2F..%2F..%2Fadmin`, `${jobId}%3Fx%3D1`, `${jobId}%23`, `${jobId}%2Fstream`],
        ...["..%2Fjobs", "%2Fetc%2Fpasswd", `${jobId}%0d%0ax-injected:%201`, `${jobId}%00`],
        ...["job_%E2%80%AEtxt", `${jobId}@evil.example`, "http:%2F%2Fevil.example%2Fjob_1"],
      ]) {
        const answer = await ask(`/api/jobs/bedrock/${id}?refresh=1`, { headers: { cookie } });
        expect(answer.status, id).toBeGreaterThanOrEqual(400);
        expect(answer.status, id).toBeLessThan(500);
      }
      expect(upstream.control.requests().total).toBe(before);
    },
  ],
  [
    "patterns and texts that take long to match",
    async ({ ask, operatorCookie: cookie }) => {
      const body = "a".repeat(999_000);
      const text = { method: "POST", headers: { cookie, "content-type": "text/plain" } };
      const attempts: [string, RequestInit][] = [
        [`/api/jobs?type=${"a*".repeat(200)}b`, { headers: { cookie } }],
        [`/jobs?q=${encodeURIComponent('"'.repeat(900))}`, { headers: { cookie } }],
        [`/api/jobs?q=${"%25_".repeat(500)}`, { headers: { cookie } }],
        ["/api/lookup", { ...text, body }],
        ["/api/lookup", { ...text, body: "job_".repeat(240_000) }],
        ["/api/lookup", { ...text, body: '{\\"'.repeat(200_000) }],
        ["/api/lookup", { ...text, body: "00000000-".repeat(100_000) }],
      ];
      for (const [path, init] of attempts) {
        const startedAt = performance.now();
        const answer = await ask(path, init);
        const where = `${path.slice(0, 40)} ${JSON.stringify(init.body)?.slice(0, 10)}`;
        expect(answer.status, where).toBeLessThan(500);
        expect(performance.now() - startedAt, where).toBeLessThan(patienceMs);
      }
    },
  ],
  [
    "JSON as deep and as wide as a body may be, where people may change things",
    async ({ ask, jobId, operatorCookie: cookie }) => {
      const headers = { cookie, "content-type": "application/json" };
      const keys = Array.from({ length: 60_000 }, (_, n) => `"k${n}":${n}`).join(",");
      for (const body of [
        "[".repeat(400_000),
        `{${keys}}`,
        `{"places":[${"0,".repeat(300_000)}0]}`,
      ])
        for (const path of [`/api/jobs/bedrock/${jobId}/reveal`, "/api/views", "/api/session"]) {
          const startedAt = performance.now();
          expect((await ask(path, { method: "POST", headers, body })).status, path).toBe(400);
          expect(performance.now() - startedAt, path).toBeLessThan(patienceMs);
        }
    },
  ],
  [
    "a page of somebody's, asked for under the name of a file that caches keep",
    async ({ ask, jobId, operatorCookie: cookie }) => {
      for (const path of [
        ...[`/jobs/bedrock/${jobId}/x.css`, `/jobs/bedrock/${jobId};x.css`, "/api/metrics/x.js"],
        ...[`/api/jobs/bedrock/${jobId}%2fx.png`, "/system/audit/x.svg", "/jobs.css"],
      ]) {
        const { headers } = await ask(path, { headers: { cookie } });
        expect(headers.get("cache-control"), path).toContain("no-store");
      }
    },
  ],
];
