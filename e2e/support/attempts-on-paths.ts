import type { Attempt } from "./attempt.ts";
import { sendRaw, toRequest } from "./send-raw.ts";
import { expect } from "./story.ts";

const paths = [
  ...["/api/health/../metrics", "/api/health/%2e%2e/metrics", "/api/health%2f..%2fmetrics"],
  ...["/login/..;/api/metrics", "/login/../api/metrics", "/login;/../api/metrics"],
  ...["//api/metrics", "/./api/metrics", "/api//metrics", "/api/./metrics", "/api/metrics/"],
  ...["/%61pi/metrics", "/API/metrics", "/api/metrics%20", "/api/metrics%00", "/api/metrics;.css"],
  ...["/_next/static/../../api/metrics", "/_next/static/%2e%2e/%2e%2e/api/metrics"],
  ...["/_next/static/..%2f..%2fapi/metrics", "/_next/static/..%5c..%5capi%5cmetrics"],
  ...["/icon.svg/../api/metrics", "/favicon.ico/..%2fapi/metrics", "\\api\\metrics"],
  ...["/api/session/../metrics", "/api/session/oidc/../../metrics", "/%c0%ae%c0%ae/api/metrics"],
  ...[
    "http://127.0.0.1/api/metrics",
    "http://evil.example/api/metrics",
    "*",
    "/api/metrics#/login",
  ],
];
const files = [
  ...[
    "/../../../../etc/passwd",
    "/_next/static/../../../../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
  ],
  ...["/_next/static/..%2f..%2fpackage.json", "/_next/static/%2e%2e%2f%2e%2e%2fpackage.json"],
  ...["/data/session-secret", "/.env.local", "/.next/BUILD_ID", "/package.json", "/.git/config"],
  ...[
    "/_next/image?url=file:///etc/passwd&w=64&q=75",
    "/_next/image?url=%2F%2Fevil.example%2Fx&w=64&q=75",
  ],
];

export const attemptsOnPaths: Attempt[] = [
  [
    `path tricks around the door (${paths.length} ways of writing)`,
    async ({ url }) => {
      for (const path of paths) {
        const answer = await sendRaw(url, toRequest(path));
        expect(answer, path).not.toContain("gantry_viewers");
        expect(answer, path).toMatch(/^HTTP\/1\.1 (?:30[1378]|40[0134])/);
      }
    },
  ],
  [
    `traversal to files of the machine (${files.length} files)`,
    async ({ url, operatorCookie }) => {
      for (const file of files)
        for (const cookie of ["", operatorCookie]) {
          const answer = await sendRaw(url, toRequest(file, { headers: { cookie } }));
          expect(answer, file).not.toMatch(/root:.*:0:0|"dependencies"|\[core\]|SESSION_SECRET/);
          expect(answer, file).toMatch(/^HTTP\/1\.1 (?:30\d|4\d\d)/);
        }
    },
  ],
  [
    "a null byte, an overlong or a broken escape in an ID",
    async ({ ask, operatorCookie: cookie }) => {
      for (const id of ["%00", "%c0%ae", "%", "%zz", "..%2f..", "a%0d%0aset-cookie:x=y"]) {
        const answer = await ask(`/api/jobs/bedrock/${id}`, { headers: { cookie } });
        expect(answer.status, id).toBeGreaterThanOrEqual(400);
        expect(answer.status, id).toBeLessThan(500);
        expect(answer.headers.get("set-cookie"), id).toBeNull();
      }
    },
  ],
  [
    "open redirect through next",
    async ({ ask, operatorCookie: cookie }) => {
      for (const next of [
        ...["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example"],
        ...["/%09/evil.example", "/\t/evil.example", "javascript:alert(1)", "/.//evil.example"],
        ...["data:text/html,x", "https:evil.example", "/login?next=//evil.example"],
      ]) {
        const query = new URLSearchParams({ next }).toString();
        const answer = await ask(`/login?${query}`, { headers: { cookie } });
        const location = answer.headers.get("location") ?? "/";
        expect(new URL(location, "http://gantry.invalid").origin, next).toBe(
          "http://gantry.invalid",
        );
      }
    },
  ],
  [
    "response splitting through next and through a path",
    async ({ ask }) => {
      for (const path of [
        "/login?next=/%0d%0aset-cookie:%20evil=1",
        "/jobs%0d%0aset-cookie:%20evil=1",
        "/jobs?x=%0d%0aset-cookie:%20evil=1",
      ]) {
        const { headers } = await ask(path);
        expect(headers.get("set-cookie"), path).toBeNull();
        expect(headers.get("location") ?? "", path).not.toMatch(/[\r\n]/);
      }
    },
  ],
  [
    "a Host, or what proxies say of it, that names another site",
    async ({ url, operatorCookie: cookie }) => {
      for (const headers of [
        { host: "evil.example" },
        { "x-forwarded-host": "evil.example" },
        { forwarded: "host=evil.example" },
        { "x-original-url": "/api/metrics", "x-rewrite-url": "/api/metrics" },
      ])
        for (const path of ["/jobs", "/login", "/", "/lookup?q=x", "/api/session"]) {
          const answer = await sendRaw(url, toRequest(path, { headers: { ...headers, cookie } }));
          expect(answer, path).not.toContain("evil.example");
          expect(answer, path).not.toContain("gantry_viewers");
        }
    },
  ],
];
