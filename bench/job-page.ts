import { Agent, get } from "node:http";
import { buffer } from "node:stream/consumers";
import { toJobPath } from "#lib/domain/job-path.ts";
import { createFinishedJob } from "./sandbox-control.ts";
import { startBareServer } from "./start-bare-server.ts";
import type { Gantry } from "./start-gantry.ts";
import { formatRatio, formatSummary, formatTarget, summarize } from "./summarize.ts";

/** A server has been up for longer than its compiler takes. */
const warmUps = 100;
const requests = 100;

/** A finished job's page from the store, one request after another, in turn with a bare server. */
export async function benchJobPage({ url, sandbox, databasePath }: Gantry): Promise<string[]> {
  const id = await createFinishedJob(sandbox);
  const pageUrl = url + toJobPath({ source: "bedrock", id });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { bytes } = await time(pageUrl, agent);
  const bare = await startBareServer(new URL("./bare-page-server.ts", import.meta.url), [
    databasePath,
    id,
    String(bytes),
  ]);
  try {
    for (const _ of Array.from({ length: warmUps })) {
      await time(pageUrl, agent);
      await time(bare.url, agent);
    }
    const [ours, floor]: [number[], number[]] = [[], []];
    const before = await sandbox.countRequests(id);
    for (const _ of Array.from({ length: requests })) {
      ours.push((await time(pageUrl, agent)).ms);
      floor.push((await time(bare.url, agent)).ms);
    }
    const upstream = (await sandbox.countRequests(id)) - before;
    const [page, baseline] = [summarize(ours), summarize(floor)];
    return [
      `${formatSummary(page)} for ${bytes} bytes, ${formatRatio(page.median, baseline.median)} of ${formatSummary(baseline)}, ${formatTarget(page.median, 20)}`,
      `upstream requests for the job: ${upstream}, ${formatTarget(upstream, 0, "requests")}`,
    ];
  } finally {
    agent.destroy();
    await bare.close();
  }
}

async function time(url: string, agent: Agent): Promise<{ ms: number; bytes: number }> {
  const startedAt = performance.now();
  const body = await new Promise<Buffer>((resolve, reject) => {
    get(url, { agent }, (response) => {
      if (response.statusCode === 200) buffer(response).then(resolve, reject);
      else reject(new Error(`${url} answered ${response.statusCode}`));
    }).on("error", reject);
  });
  return { ms: performance.now() - startedAt, bytes: body.byteLength };
}
