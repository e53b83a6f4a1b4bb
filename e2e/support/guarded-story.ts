import { randomBytes } from "node:crypto";
import path from "node:path";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { startGantry, type GantryProcess } from "./gantry-process.ts";
import { calmStory } from "./story.ts";

export const operator = { name: "ada", password: "correct horse battery" };

export const viewer = { name: "vera", password: "battery horse staple" };

type Guarded = {
  /** An upstream that accepts one key alone, which no other run has used. */
  upstream: Sandbox;
  /** Where the database lies. */
  dataFolder: string;
  /** Starts a Gantry with that key, on the same database each time. */
  startGuarded: (more?: (url: string) => Record<string, string>) => Promise<GantryProcess>;
};

/** A story of a Gantry with a real key: people sign in. */
export const guardedStory = calmStory.extend<Guarded>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the pattern
  upstream: async ({}, use) => {
    const apiKey = `sk_canary_${randomBytes(16).toString("hex")}`;
    const sandbox = await startSandbox({ apiKey, jobs: 60, live: false, requestsPerMinute: 0 });
    await use(sandbox);
    await sandbox.close();
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the pattern
  dataFolder: async ({}, use, testInfo) => {
    await use(testInfo.outputPath("data"));
  },
  startGuarded: async ({ context, upstream, dataFolder }, use) => {
    const started: GantryProcess[] = [];
    await use(async (more = () => ({})) => {
      const gantry = await startGantry((url) => ({
        BEDROCK_API_KEY: upstream.apiKey,
        BEDROCK_API_URL: upstream.url,
        BOOTSTRAP_USER: `${operator.name}:${operator.password}`,
        DATABASE_URL: `file:${path.join(dataFolder, "gantry.db")}`,
        LOG_LEVEL: "trace",
        ...more(url),
      }));
      started.push(gantry);
      return gantry;
    });
    for (const page of context.pages()) await page.close();
    await Promise.all(started.map((gantry) => gantry.kill()));
  },
});

/** Answers the `Cookie` header of somebody who has signed in. */
export async function signIn(gantry: Pick<GantryProcess, "url">, user = operator): Promise<string> {
  const answer = await fetch(`${gantry.url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(user),
  });
  const [cookie] = answer.headers.getSetCookie();
  if (!answer.ok || cookie === undefined) throw new Error(`sign-in: ${await answer.text()}`);
  return cookie.split(";", 1)[0] ?? "";
}
