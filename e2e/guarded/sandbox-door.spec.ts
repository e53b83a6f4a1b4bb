import { networkInterfaces } from "node:os";
import { startGantry } from "../support/gantry-process.ts";
import { sendRaw, toRequest } from "../support/send-raw.ts";
import { calmStory as story, expect } from "../support/story.ts";

const open = { HOST: "0.0.0.0", SANDBOX_JOBS: "20", LOG_LEVEL: "silent" };

/** An address of this machine that is not its loopback: what a neighbour would use. */
const neighbour = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === "IPv4" && !each.internal)?.address;

story("the sandbox answers to its own machine alone, under its own name", async () => {
  const settings = { ...open, DATABASE_URL: `file:${story.info().outputPath("gantry.db")}` };
  const gantry = await startGantry(settings);
  try {
    const ask = (headers: Record<string, string>, path = "/api/metrics") =>
      sendRaw(gantry.url, toRequest(path, { headers }));
    for (const host of ["127.0.0.1", "localhost:3000", "[::1]:3000", "gantry"])
      expect(await ask({ host }), host).toMatch(/^HTTP\/1\.1 200/);
    for (const host of ["evil.example", "127.0.0.1.evil.example:3000", "localhost.evil.example"])
      expect(await ask({ host }), host).toMatch(/^HTTP\/1\.1 403/);
    expect(await ask({ "x-forwarded-for": "192.0.2.1" })).toMatch(/^HTTP\/1\.1 403/);
    expect(await ask({ host: "evil.example" }, "/api/health")).toMatch(/^HTTP\/1\.1 200/);
    if (neighbour !== undefined) {
      const near = gantry.url.replace("127.0.0.1", neighbour);
      for (const path of ["/", "/login", "/api/metrics", "/api/live?list=1"])
        expect((await fetch(near + path)).status, path).toBe(403);
    }
    console.log(`asked as a neighbour from ${neighbour ?? "nowhere: no other address here"}`);
  } finally {
    await gantry.kill();
  }
});

story("with a user the sandbox lets neighbours in, who sign in", async () => {
  story.skip(neighbour === undefined, "this machine has no address but its loopback");
  const gantry = await startGantry({
    ...open,
    DATABASE_URL: `file:${story.info().outputPath("gantry.db")}`,
    BOOTSTRAP_USER: "ada:correct horse battery",
  });
  try {
    const near = gantry.url.replace("127.0.0.1", neighbour ?? "");
    expect((await fetch(`${near}/api/metrics`)).status).toBe(401);
    for (const headers of [{}, { "x-gantry-free": "1" }]) {
      const login = await (await fetch(`${near}/login`, { headers })).text();
      expect(login, "the page has the form").toContain('name="password"');
    }
    const signedIn = await fetch(`${near}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "ada", password: "correct horse battery" }),
    });
    const cookie = signedIn.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "";
    expect((await fetch(`${near}/api/metrics`, { headers: { cookie } })).status).toBe(200);
    expect((await fetch(`${gantry.url}/api/metrics`)).status).toBe(200);
  } finally {
    await gantry.kill();
  }
});
