import { setTimeout as sleep } from "node:timers/promises";
import { Agent, get, request } from "node:http";
import { startSandbox } from "#lib/sandbox/start-sandbox.ts";
import { bootstrapUser, signIn } from "./sign-in.ts";
import { startGantry } from "./start-gantry.ts";
import { formatMs, summarize } from "./summarize.ts";

const attempts = 2_000;
const attemptsAtOnce = 100;
const hostileStreams = 500;
const minViews = 60;
const apiKey = "sk_bench_flood";

/**
 * A person works, while passwords are guessed 2,000 times, each time from another address, and 500 live streams
 * of one session are held open without being read.
 */
export async function benchFlood(): Promise<string[]> {
  const sandbox = await startSandbox({ apiKey, jobs: 300, live: false, requestsPerMinute: 0 });
  const gantry = await startGantry({
    BEDROCK_API_KEY: apiKey,
    BEDROCK_API_URL: sandbox.url,
    ...bootstrapUser,
    // A proxy is said to stand in front, so that each attempt can come from an address of its own.
    PUBLIC_URL: "http://gantry.example",
  });
  try {
    const cookie = await signIn(gantry.url);
    const hostileCookie = await signIn(gantry.url);
    const id = sandbox.control.createJob({ status: "COMPLETED" });
    const work = (isOver: () => boolean) => viewPages(gantry.url, cookie, id, isOver);
    await work(() => true);
    const quiet = summarize(await work(() => true));
    const agent = new Agent({ maxSockets: Infinity });
    const streams = await openStreams(gantry.url, agent, hostileCookie);
    const startedAt = performance.now();
    let floodMs: number | undefined;
    const flood = guessPasswords(gantry.url, agent).finally(() => {
      floodMs = performance.now() - startedAt;
    });
    const views = await work(() => floodMs !== undefined);
    const busy = summarize(views);
    const statuses = await flood;
    agent.destroy();
    return [
      `page of a signed-in person, quiet: p50 ${formatMs(quiet.median)}, p95 ${formatMs(quiet.p95)}`,
      `the same under the flood: p50 ${formatMs(busy.median)}, p95 ${formatMs(busy.p95)}, ${views.length} pages`,
      `the flood: ${attempts} sign-in attempts in ${formatMs(floodMs ?? 0)} (${describe(statuses)}), ${streams} live streams never read`,
    ];
  } finally {
    await gantry.close();
    await sandbox.close();
  }
}

async function viewPages(
  url: string,
  cookie: string,
  id: string,
  isOver: () => boolean,
): Promise<number[]> {
  const durations: number[] = [];
  for (let n = 0; n < minViews || !isOver(); n += 1) {
    const startedAt = performance.now();
    const path = n % 2 === 0 ? "/" : `/jobs/bedrock/${id}`;
    const answer = await fetch(url + path, { headers: { cookie } });
    await answer.text();
    if (answer.status !== 200) throw new Error(`the person was refused: ${answer.status}`);
    durations.push(performance.now() - startedAt);
    await sleep(20);
  }
  return durations;
}

/** Answers how many are open. */
async function openStreams(url: string, agent: Agent, cookie: string): Promise<number> {
  const asked = Array.from({ length: hostileStreams }, () => openStream(url, agent, cookie));
  return (await Promise.all(asked)).filter((status) => status === 200).length;
}

/** Answers how often it was answered how. */
async function guessPasswords(url: string, agent: Agent): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let left = attempts;
  async function guess(): Promise<void> {
    for (; left > 0;) {
      left -= 1;
      const status = await tryPassword(url, agent, left);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  await Promise.all(Array.from({ length: attemptsAtOnce }, guess));
  return statuses;
}

/** Paused at once: what comes is left to the server to keep. */
function openStream(url: string, agent: Agent, cookie: string): Promise<number> {
  return new Promise((resolve) => {
    const asked = get(`${url}/api/live?list=1`, { agent, headers: { cookie } }, (answer) => {
      answer.pause();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", () => resolve(0));
  });
}

function tryPassword(url: string, agent: Agent, n: number): Promise<number> {
  const body = JSON.stringify({ name: `guess-${n % 400}`, password: `wrong horse ${n}` });
  return new Promise((resolve) => {
    const asked = request(
      `${url}/api/session`,
      {
        agent,
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": body.length,
          "x-forwarded-for": `198.51.${n >> 8}.${n & 255}`,
        },
      },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    asked.on("error", () => resolve(0));
    asked.end(body);
  });
}

const describe = (statuses: Map<number, number>) =>
  [...statuses].map(([status, count]) => `${count} × ${status === 0 ? "cut" : status}`).join(", ");
