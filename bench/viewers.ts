import { get, Agent, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createRunningJob } from "./sandbox-control.ts";
import { startBareServer } from "./start-bare-server.ts";
import type { Gantry } from "./start-gantry.ts";
import { formatMs, formatRatio, summarize } from "./summarize.ts";

const viewers = 200;
const events = 40;
/** So that what one server still sends does not fall into the other's time. */
const pauseMs = 100;

/** One running job watched by many; beside it a bare server that hands the same texts to as many. */
export async function benchViewers(gantry: Gantry): Promise<string[]> {
  const { sandbox } = gantry;
  const id = await createRunningJob(sandbox);
  const liveUrl = `${gantry.url}/api/live?job=${encodeURIComponent(`bedrock:${id}`)}`;
  const warmUp = await openViewers(liveUrl, 20, '"live"');
  warmUp.close();
  await sleep(500);
  const bytesBefore = await gantry.readResidentBytes();
  const ours = await openViewers(liveUrl, viewers, '"live"');
  const bytesAfter = await gantry.readResidentBytes();
  const bare = await startBareServer(new URL("./bare-fan-out-server.ts", import.meta.url));
  const floor = await openViewers(`${bare.url}/events`, viewers, "hello");
  try {
    const [oursMs, floorMs]: [number[], number[]] = [[], []];
    for (const index of Array.from({ length: events }).keys()) {
      const message = `Page ${index} of the drawing`;
      oursMs.push(...(await ours.publish(message, () => sandbox.advance(id, { message }))));
      await sleep(pauseMs);
      floorMs.push(
        ...(await floor.publish(message, async () => {
          await fetch(`${bare.url}/publish`, { method: "POST", body: message });
        })),
      );
      await sleep(pauseMs);
    }
    const [latency, baseline] = [summarize(oursMs), summarize(floorMs)];
    const perViewer =
      bytesBefore === null || bytesAfter === null
        ? "not known here"
        : `${Math.round((bytesAfter - bytesBefore) / viewers / 1000)} kB`;
    return [
      `${viewers} viewers: upstream streams held ${await sandbox.countStreams(id)}, server memory a viewer ${perViewer}`,
      `upstream's event to receipt ${formatMs(latency.median)} (p99 ${formatMs(latency.p99)}), ${formatRatio(latency.median, baseline.median)} of ${formatMs(baseline.median)} (p99 ${formatMs(baseline.p99)})`,
    ];
  } finally {
    ours.close();
    floor.close();
    await bare.close();
  }
}

/** Connections that are all open and have each received `greeting`. */
async function openViewers(url: string, count: number, greeting: string) {
  const agent = new Agent({ maxSockets: Infinity });
  let awaited = greeting;
  let received: () => void = () => undefined;
  const answers = new Set<IncomingMessage>();

  const read = (response: IncomingMessage) => {
    let tail = "";
    answers.add(response);
    response.setEncoding("utf8").on("data", (chunk: string) => {
      tail += chunk;
      if (awaited !== "" && tail.includes(awaited)) received();
      else tail = tail.slice(-awaited.length);
      if (tail.includes(awaited)) tail = "";
    });
  };
  const everyone = (text: string) =>
    new Promise<number[]>((resolve) => {
      const times: number[] = [];
      const publishedAt = performance.now();
      awaited = text;
      received = () => {
        times.push(performance.now() - publishedAt);
        if (times.length === count) resolve(times);
      };
    });

  const greeted = everyone(greeting);
  for (const _ of Array.from({ length: count })) get(url, { agent }, read);
  await greeted;
  return {
    /** How long after the start of `send` each viewer had the text. */
    async publish(text: string, send: () => Promise<void>): Promise<number[]> {
      const times = everyone(text);
      await send();
      return times;
    },
    close() {
      for (const response of answers) response.destroy();
      agent.destroy();
    },
  };
}
