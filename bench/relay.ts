import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandbox } from "#lib/sandbox/start-sandbox.ts";
import { openViewers } from "./open-viewers.ts";
import { readCpuMs, readResidentBytes } from "./process-stats.ts";
import { startBareServer } from "./start-bare-server.ts";
import { startGantry } from "./start-gantry.ts";
import { formatMs, formatRatio, formatTarget, summarize } from "./summarize.ts";

const crowds = [1, 200, 1_000, 3_000];
/** The crowd that has targets is met so often: when the collector last ran moves its memory by half. */
const [aimed, aimedTrials] = [1_000, 5];
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
  for (const viewers of crowds) {
    const trials: Met[] = [];
    for (const _ of Array.from({ length: viewers === aimed ? aimedTrials : 1 }))
      trials.push(await meetCrowd(viewers));
    lines.push(...report(viewers, trials));
  }
  return lines;
}

type Measured = { p50: number; p99: number; cpuMs: number; viewerBytes: number };
type Met = { ours: Measured; floor: Measured };

/** Medians, where there were several trials. */
function report(viewers: number, trials: Met[]): string[] {
  const middle = (toNumber: (met: Met) => number) => summarize(trials.map(toNumber)).median;
  const middles = (toMeasured: (met: Met) => Measured): Measured => ({
    p50: middle((met) => toMeasured(met).p50),
    p99: middle((met) => toMeasured(met).p99),
    cpuMs: middle((met) => toMeasured(met).cpuMs),
    viewerBytes: middle((met) => toMeasured(met).viewerBytes),
  });
  const [ours, floor] = [middles((met) => met.ours), middles((met) => met.floor)];
  const times = middle((met) => met.ours.p50 / met.floor.p50);
  const bytes = trials.map((met) => Math.round(met.ours.viewerBytes / 1_000));
  return [
    `${viewers} viewers: published to received ${formatMs(ours.p50)} p50, ${formatMs(ours.p99)} p99, ${formatRatio(ours.p50, floor.p50)} of ${formatMs(floor.p50)} p50, ${formatMs(floor.p99)} p99`,
    `  CPU per 1,000 frames ${formatMs(ours.cpuMs)}, ${formatRatio(ours.cpuMs, floor.cpuMs)} of ${formatMs(floor.cpuMs)}; memory a viewer ${toKilobytes(ours.viewerBytes)}, bare ${toKilobytes(floor.viewerBytes)}`,
    ...(viewers === aimed
      ? [
          `  of ${aimedTrials} trials (${bytes.join(", ")} kB): p50 ${formatTarget(times, 1.5, "×")}, memory ${formatTarget(ours.viewerBytes / floor.viewerBytes, 1.5, "×")}`,
        ]
      : []),
  ];
}

async function meetCrowd(viewers: number): Promise<Met> {
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
    return { ours, floor };
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

async function measure({ viewers, pid, url, greeting, cookie, publish }: Trial): Promise<Measured> {
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
    const { median, p99 } = summarize(times);
    return {
      p50: median,
      p99,
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
