import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createConnection } from "#lib/client/live/connection.ts";
import { applyFrame, type LiveJob } from "#lib/domain/apply-frame.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import { mixSeed, Random } from "#lib/sandbox/random.ts";
import type { Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { serveLive } from "#lib/server/front/serve-live.ts";
import { getJob } from "#lib/server/jobs/get-job.ts";
import { createHub, type Hub } from "#lib/server/live/hub.ts";
import { createBedrockSource } from "#lib/server/sources/bedrock/bedrock-source.ts";
import { createSources } from "#lib/server/sources/registry.ts";
import { openStore } from "#lib/server/store/open-store.ts";
import { chooseMishap, startChaosProxy, type Mishap } from "./chaos-proxy.ts";

/** A twentieth of the real waits, so that minutes of trouble fit into a second. */
const hurried = () => -0.9;
const calmAfterMs = 900;
const patienceMs = 30_000;

export type Outcome = {
  /** As the page shows it in the end. */
  shown: Job;
  /** As the store has it. */
  stored: Job;
  /** As the upstream tells it to somebody who asks without trouble on the way. */
  upstream: Job;
  linkState: string | undefined;
  /** What befell the requests, for the message of a failure. */
  mishaps: string[];
  /** Upstream streams and watches that are still open. */
  leftOpen: number;
};

/**
 * One life of a job, seen by a browser through two unreliable ways: browser to Gantry, and Gantry to
 * the upstream. Trouble ends after a while; then everything has to come right by itself.
 */
export async function playSchedule(seed: number, sandbox: Sandbox): Promise<Outcome> {
  const random = new Random(mixSeed(seed, 7));
  const mishaps: string[] = [];
  let isWild = true;
  const choose = (way: string) => (): Mishap => {
    const mishap: Mishap = isWild && random.chance(0.75) ? chooseMishap(random) : { kind: "none" };
    mishaps.push(`${way} ${mishap.kind}`);
    return mishap;
  };

  const upstreamWay = await startChaosProxy(sandbox.url, choose("upstream"));
  const access = { apiKey: sandbox.apiKey, apiVersion: "2026-01-01" };
  const sources = new Map([
    [
      "bedrock",
      createBedrockSource({
        ...access,
        url: upstreamWay.url,
        stallMs: 500,
        headersTimeoutMs: 1_500,
        bodyStallMs: 600,
      }),
    ],
  ]);
  const store = await openStore("file::memory:");
  const startHub = (): Hub =>
    createHub({
      store,
      sources,
      random: hurried,
      lingerMs: 20,
      clockMs: 60,
      onError: (error) => mishaps.push(`hub: ${String(error)}`),
      getJob: (ref) => getJob({ sources, store }, ref, { priority: "watch" }),
    });
  let hub = startHub();
  const gantry = await listen(
    createServer((request, response) => serveLive(hub, request, response)),
  );
  const browserWay = await startChaosProxy(gantry.url, choose("browser"));

  const id = sandbox.control.createJob({ type: "parse" });
  let view: LiveJob | undefined;
  const connection = createConnection({
    onFrame: (frame) => {
      if (view) view = applyFrame(view, frame);
      else if (frame.event === "job") view = { job: frame.data, link: null, problem: null };
    },
    onState: () => undefined,
    fetch: (path, init) => fetch(`${browserWay.url}${path}`, init),
    random: hurried,
    stallMs: 800,
    firstFrameMs: 800,
    streamRetryMs: 500,
  });
  connection.watch({ jobs: [`bedrock:${id}`], list: false });

  try {
    const startedAt = Date.now();
    await live(id, sandbox, random, () => {
      if (!random.chance(0.15)) return;
      mishaps.push("gantry restarts");
      hub.close();
      hub = startHub();
    });
    await sleep(Math.max(0, startedAt + calmAfterMs - Date.now()));
    isWild = false;
    const isSettled = () =>
      view !== undefined && isTerminal(view.job.status) && view.link?.state === "ended";
    await until(isSettled, patienceMs);
    await until(() => sandbox.control.openStreams(id) + hub.stats().watches === 0, 2_000);
    const direct = createSources({ bedrock: { ...access, url: sandbox.url }, stallMs: 1_000 });
    const aside = await openStore("file::memory:");
    const { job: upstream } = await getJob(
      { sources: direct, store: aside },
      { source: "bedrock", id },
    );
    await aside.close();
    const stored = await store.findJob({ source: "bedrock", id });
    if (!view || !stored) throw new Error(`Nothing was ever shown: ${mishaps.join(", ")}`);
    const leftOpen = sandbox.control.openStreams(id) + hub.stats().watches;
    return { shown: view.job, stored, upstream, linkState: view.link?.state, mishaps, leftOpen };
  } finally {
    connection.close();
    hub.close();
    await browserWay.close();
    await gantry.close();
    await upstreamWay.close();
    await store.close();
  }
}

const words = ["Prüfe Blatt", "図面を読む", "Reading sheet", "Сравнение", "✓ sheet"] as const;

/** The job's own life: some steps at odd times, then an end. */
async function live(
  id: string,
  { control }: Sandbox,
  random: Random,
  between: () => void,
): Promise<void> {
  await sleep(random.int(0, 80));
  control.advance(id, { status: "RUNNING" });
  const steps = random.int(1, 8);
  for (let step = 1; step <= steps; step += 1) {
    await sleep(random.int(0, 90));
    between();
    control.advance(id, { progress: step / steps, message: `${random.pick(words)} ${step}` });
    if (random.chance(0.2)) control.disturbStreams(random.pick(["cut", "end", "garbage"]), id);
  }
  await sleep(random.int(0, 90));
  const status = random.pick(["COMPLETED", "FAILED", "CANCELED"]);
  const error = { code: "no_scale", message: "Kein Maßstab gefunden" };
  control.advance(id, { status, ...(status === "FAILED" && { error }) });
}

async function until(isTrue: () => boolean, limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!isTrue() && Date.now() < deadline) await sleep(10);
}

async function listen(server: Server) {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has such an address
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
