import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandbox } from "#lib/sandbox/start-sandbox.ts";
import { openViewers } from "./open-viewers.ts";
import { readCpuMs, readResidentBytes } from "./process-stats.ts";
import { startBareServer } from "./start-bare-server.ts";
import { startGantry } from "./start-gantry.ts";
import { formatMs, formatRatio, formatTarget, summarize } from "./summarize.ts";

const crowds = [1, 200, 1_000, 3_000];
const events = 30;
const warmUpEvents = 5;
/** So that what one server still sends does not fall into the other's time. */
const pauseMs = 60;
const user = { name: "bench", password: "a bench is not a secret" };

/**
 * One running job watched by many, signed in as in production, the upstream in another process. Beside
 * it a bare server that hands texts of the same size to as many. Each crowd meets fresh processes, whose
 * memory holds nothing of the crowd before.
 */
export async function benchRelay(): Promise<string[]> {
  const lines: string[] = [];
  for (const viewers of crowds) lines.push(...(await benchCrowd(viewers)));
  return lines;
}

async function benchCrowd(viewers: number): Promise<string[]> {
  const apiKey = `sk_bench_${randomBytes(8).toString("hex")}`;
  const upstream = await startSandbox({ apiKey, jobs: 10, live: false, requestsPerMinute: 0 });
  const gantry = await startGantry({
    BEDROCK_API_KEY: apiKey,
    BEDROCK_API_URL: upstream.url,
    BOOTSTRAP_USER: `${user.name}:${user.password}`,
  });
  const bare = await startBareServer(new URL("./bare-fan-out-server.ts", import.meta.url));
  try {
    const cookie = await signIn(gantry.url);
    const id = upstream.control.createJob({ type: "parse", status: "RUNNING" });
    const ours = await measure({
      viewers,
      pid: gantry.pid,
      url: `${gantry.url}/api/live?job=${encodeURIComponent(`bedrock:${id}`)}`,
      greeting: '"live"',
      cookie,
      publish: (message) => {
        upstream.control.advance(id, { message });
      },
    });
    const floor = await measure({
      viewers,
      pid: bare.pid,
      url: `${bare.url}/events`,
      greeting: "hello",
      cookie: "",
      publish: async (message) => {
        await fetch(`${bare.url}/publish`, { method: "POST", body: toSameSize(message) });
      },
    });
    const times = ours.latency.median / floor.latency.median;
    return [
      `${viewers} viewers: published to received ${formatMs(ours.latency.median)} p50, ${formatMs(ours.latency.p99)} p99, ${formatRatio(ours.latency.median, floor.latency.median)} of ${formatMs(floor.latency.median)} p50, ${formatMs(floor.latency.p99)} p99`,
      `  CPU per 1,000 frames ${formatMs(ours.cpuMs)}, ${formatRatio(ours.cpuMs, floor.cpuMs)} of ${formatMs(floor.cpuMs)}; memory a viewer ${toKilobytes(ours.viewerBytes)}, bare ${toKilobytes(floor.viewerBytes)}`,
      ...(viewers === 1_000
        ? [
            `  p50 ${formatTarget(times, 1.5, "×")}, memory ${formatTarget(ours.viewerBytes / floor.viewerBytes, 1.5, "×")}`,
          ]
        : []),
    ];
  } finally {
    await gantry.close();
    await bare.close();
    await upstream.close();
  }
}

type Trial = {
  viewers: number;
  pid: number;
  url: string;
  greeting: string;
  cookie: string;
  publish(message: string): void | Promise<void>;
};

async function measure({ viewers, pid, url, greeting, cookie, publish }: Trial) {
  // What the first of them sets going is not what another one costs.
  const first = await openViewers(url, 1, greeting, cookie);
  const bytesBefore = await readResidentBytes(pid);
  const crowd = await openViewers(url, viewers, greeting, cookie);
  try {
    const bytesAfter = await readResidentBytes(pid);
    const times: number[] = [];
    let cpuBefore = 0;
    for (const index of Array.from({ length: warmUpEvents + events }).keys()) {
      if (index === warmUpEvents) cpuBefore = await readCpuMs(pid);
      const message = `Page ${index} of the drawing, ${randomBytes(6).toString("hex")}`;
      const received = await crowd.publish(message, publish);
      if (index >= warmUpEvents) times.push(...received);
      await sleep(pauseMs);
    }
    return {
      latency: summarize(times),
      cpuMs: ((await readCpuMs(pid)) - cpuBefore) / ((events * viewers) / 1_000),
      viewerBytes: Math.max(0, bytesAfter - bytesBefore) / viewers,
    };
  } finally {
    await crowd.close();
    await first.close();
    await sleep(500);
  }
}

/** As long as Gantry's `event` frame of the same message. */
const toSameSize = (message: string) => message.padEnd(message.length + 330, " ");

const toKilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(0)} kB`;

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(user),
  });
  return answer.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "";
}
