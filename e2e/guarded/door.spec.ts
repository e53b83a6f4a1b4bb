import { METHODS } from "node:http";
import { listOtherRoutes, listRoutes, type AppRoute } from "../support/app-routes.ts";
import { guardedStory, signIn, viewer } from "../support/guarded-story.ts";
import { sendRaw, toRequest } from "../support/send-raw.ts";
import { expect } from "../support/story.ts";
import { runUserCommand } from "../support/user-command.ts";

const openToAll = new Set(["/login", "/api/health", "/icon.svg"]);
/** Open too, but they tell a stranger nothing: the tests of signing in look at each answer. */
const signInRoutes = new Set(["/api/session", "/api/session/oidc", "/api/session/oidc/callback"]);
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const disguises: Record<string, string>[] = [
  {},
  { rsc: "1", "next-router-prefetch": "1" },
  { cookie: "gantry-session=forged; __Host-gantry-session=forged" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy", "x-forwarded-for": "127.0.0.1" },
  { "x-gantry-free": "1", "x-forwarded-host": "localhost" },
  { "next-action": "abc", "content-type": "text/plain" },
];

guardedStory(
  "each page and route that the build lists, and each that our own server adds, is shut to whoever has not signed in",
  async ({ startGuarded, upstream }) => {
    guardedStory.setTimeout(180_000);
    const id = upstream.control.createJob({ type: "secret.type", status: "COMPLETED" });
    const { url } = await startGuarded();
    const routes = [...listRoutes(id), ...listOtherRoutes()];
    const isGuarded = ({ pattern }: AppRoute) =>
      !openToAll.has(pattern) && !signInRoutes.has(pattern);
    const guarded = routes.filter(isGuarded);
    expect(routes.length).toBeGreaterThan(40);
    let proven = 0;
    let requests = 0;
    for (const { address } of guarded) {
      const isApi = address.startsWith("/api/");
      for (const method of methods)
        for (const headers of disguises) {
          const answer = await fetch(url + address, { method, headers, redirect: "manual" });
          const text = await answer.text();
          requests += 1;
          const where = `${method} ${address} ${JSON.stringify(headers)}`;
          expect(text, where).not.toContain("secret.type");
          expect(answer.headers.getSetCookie(), where).toEqual([]);
          if (isApi) expect(answer.status, where).toBe(401);
          else expect(answer.headers.get("location"), where).toMatch(/^\/login(\?next=|$)/);
          if (isApi && method !== "HEAD")
            expect(JSON.parse(text), where).toMatchObject({ code: "unauthorized", status: 401 });
        }
      const answers = await Promise.all(
        METHODS.map(async (method) => [method, await sendRaw(url, toRequest(address, { method }))]),
      );
      requests += answers.length;
      for (const [method, answer] of answers) {
        expect(answer, `${method} ${address}`).not.toMatch(/^HTTP\/1\.1 2|secret\.type|set-cookie/);
      }
      proven += 1;
    }
    const count = (kind: AppRoute["kind"]) => routes.filter((route) => route.kind === kind).length;
    console.log(
      `routes found in the build: ${routes.length} (${count("page")} pages, ${count("handler")} handlers, ${count("front")} of our own server, ${count("next")} of Next's, ${count("file")} public files); open by design: ${routes.length - guarded.length}`,
    );
    console.log(
      `routes behind the door: ${guarded.length}; proven shut: ${proven}, with ${requests} requests by ${METHODS.length} methods`,
    );
    expect(proven).toBe(guarded.length);
    expect(routes.length - guarded.length).toBe(openToAll.size + signInRoutes.size);
    expect(upstream.control.requests(id).total).toBe(0);

    for (const page of openToAll) expect((await fetch(url + page)).status, page).toBe(200);
    const login = await (await fetch(`${url}/login`)).text();
    const statics = Array.from(login.matchAll(/"(\/_next\/static\/[^"\\]+)"/g), ([, file]) => file);
    expect(statics.length).toBeGreaterThan(1);
    for (const file of statics) expect((await fetch(`${url}${file}`)).status, file).toBe(200);
  },
);

guardedStory(
  "a viewer can look at everything and change nothing, whichever route is asked",
  async ({ startGuarded, upstream, dataFolder }) => {
    const id = upstream.control.createJob({ status: "RUNNING" });
    const gantry = await startGuarded();
    await runUserCommand(
      dataFolder,
      ["add", viewer.name, "--role", "viewer"],
      `${viewer.password}\n`,
    );
    const cookie = await signIn(gantry, viewer);
    const refused: string[] = [];
    for (const { address, pattern } of listRoutes(id)) {
      if (signInRoutes.has(pattern)) continue;
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const answer = await fetch(gantry.url + address, {
          method,
          headers: { cookie, "content-type": "application/json" },
          body: JSON.stringify({ part: "payload", places: [0] }),
          redirect: "manual",
        });
        await answer.body?.cancel();
        if (pattern.startsWith("/api/"))
          expect(answer.status, `${method} ${address}`).toBeGreaterThanOrEqual(400);
        if (answer.status === 403) refused.push(`${method} ${pattern}`);
      }
    }
    console.log(`refused to a viewer: ${refused.join(", ")}`);
    expect(refused).toContain("POST /api/jobs/[source]/[id]/cancel");
    expect(refused).toContain("POST /api/jobs/[source]/[id]/reveal");
    expect((await fetch(`${gantry.url}/jobs/bedrock/${id}`, { headers: { cookie } })).status).toBe(
      200,
    );
  },
);
