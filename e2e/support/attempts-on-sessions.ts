import type { Attempt } from "./attempt.ts";
import { operator, viewer } from "./guarded-story.ts";
import { expect } from "./story.ts";

const json = { "content-type": "application/json" };
const signIn = (body: unknown, headers = {}): RequestInit => ({
  method: "POST",
  headers: { ...json, ...headers },
  body: JSON.stringify(body),
});
const toCookie = (headers: Headers) => headers.getSetCookie()[0]?.split(";", 1)[0] ?? "";

export const attemptsOnSessions: Attempt[] = [
  [
    "session fixation: signing in with somebody else's cookie in hand",
    async ({ ask, viewerCookie }) => {
      const answer = await ask("/api/session", signIn(operator, { cookie: viewerCookie }));
      const cookie = toCookie(answer.headers);
      expect(cookie).not.toBe(viewerCookie);
      const planted = await ask("/api/session", { headers: { cookie: viewerCookie } });
      expect(JSON.parse(planted.text).data.name).toBe(viewer.name);
      expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Lax/i);
      expect(answer.headers.getSetCookie()[0]).not.toMatch(/domain=/i);
    },
  ],
  [
    "a forged, cut, doubled or foreign cookie",
    async ({ ask, operatorCookie }) => {
      for (const cookie of [
        ...["gantry-session=", "gantry-session=admin", "gantry-session=Fe26.2*1*a*b*c*d*e*f~2"],
        ...[operatorCookie.slice(0, -9), operatorCookie.replace("~", "x~"), `x${operatorCookie}`],
        ...[`__Host-${operatorCookie}`, operatorCookie.replace("=", "=.")],
      ])
        expect((await ask("/api/metrics", { headers: { cookie } })).status, cookie).toBe(401);
    },
  ],
  [
    "mass assignment and prototype pollution at the sign-in",
    async ({ ask }) => {
      const body = `{"name":"${viewer.name}","password":"${viewer.password}","role":"operator","__proto__":{"role":"operator"},"constructor":{"prototype":{"role":"operator"}}}`;
      const answer = await ask("/api/session", { method: "POST", headers: json, body });
      expect(JSON.parse(answer.text)).toEqual({ data: { name: viewer.name, role: "viewer" } });
      await ask("/api/lookup?__proto__[role]=operator&constructor[prototype][role]=operator");
      const cookie = toCookie(answer.headers);
      expect((await ask("/api/audit", { headers: { cookie } })).status).toBe(403);
    },
  ],
  [
    "bodies of the wrong kind, shape, depth and encoding",
    async ({ ask }) => {
      const deep = "[".repeat(2_000) + "]".repeat(2_000);
      for (const [body, headers] of [
        ['{"name":["ada"],"password":{"$ne":""}}', json],
        ['{"name":{"$gt":""},"password":{"$gt":""}}', json],
        ["null", json],
        [deep, json],
        ['{"name":"ada"', json],
        [
          "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
          { "content-type": "application/xml" },
        ],
        ['{"name":"ada","password":"x"}', { "content-type": "text/plain" }],
        ["\u001f\u008b\b", { ...json, "content-encoding": "gzip" }],
      ] as const) {
        const answer = await ask("/api/session", { method: "POST", headers, body });
        expect(answer.status, body.slice(0, 40)).toBe(400);
      }
    },
  ],
  [
    "SQL in a name, an ID and a filter",
    async ({ ask, operatorCookie: cookie }) => {
      for (const text of ["' or 1=1 --", "ada'--", "x'; drop table users; --", '" or ""="']) {
        const name = text.replaceAll(" ", "/**/");
        const wrong = await ask("/api/session", signIn({ name, password: text }));
        expect([401, 429]).toContain(wrong.status);
        const escaped = encodeURIComponent(text);
        for (const path of [
          `/api/jobs/bedrock/${escaped}`,
          `/api/audit?actor=${escaped}`,
          `/api/audit?before=${escaped}`,
          `/api/lookup?q=${escaped}`,
        ])
          expect((await ask(path, { headers: { cookie } })).status, path).toBeLessThan(500);
      }
      expect((await ask("/api/metrics", { headers: { cookie } })).status).toBe(200);
    },
  ],
  [
    "a viewer at what operators may: cancel, reveal, the record, its exports and its page",
    async ({ ask, jobId, viewerCookie: cookie }) => {
      const post = { method: "POST", headers: { ...json, cookie } };
      const reveal = { ...post, body: JSON.stringify({ part: "payload", places: [0] }) };
      for (const answer of [
        await ask(`/api/jobs/bedrock/${jobId}/cancel`, post),
        await ask(`/api/jobs/bedrock/${jobId}/reveal`, reveal),
        await ask("/api/audit", { headers: { cookie } }),
        await ask("/api/audit.csv", { headers: { cookie } }),
        await ask("/api/audit.json", { headers: { cookie } }),
        await ask("/system/audit", { headers: { cookie } }),
      ]) {
        expect(answer.status).toBe(403);
        expect(answer.text).not.toContain("Signed in");
      }
    },
  ],
  [
    "guessing under changing X-Forwarded-For and changing names, and telling names apart",
    async ({ ask }) => {
      const answers = [];
      for (let n = 0; n < 12; n += 1) {
        const name = n % 2 === 0 ? operator.name : `nobody-${n}`;
        const headers = { "x-forwarded-for": `203.0.113.${n}`, "x-real-ip": `203.0.113.${n}` };
        answers.push(await ask("/api/session", signIn({ name, password: `wrong ${n}` }, headers)));
      }
      expect(answers.at(-1)?.status).toBe(429);
      const right = await ask(
        "/api/session",
        signIn(viewer, { "x-forwarded-for": "203.0.113.99" }),
      );
      expect(right.status, "also who knows the password waits").toBe(429);
      const told = answers
        .filter(({ status }) => status === 401)
        .map(({ text }) => JSON.parse(text));
      expect(new Set(told.map(({ detail, title }) => `${title} ${detail}`)).size).toBeLessThan(2);
    },
  ],
];
