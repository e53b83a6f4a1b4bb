import { availableParallelism, loadavg } from "node:os";
import { benchCompare } from "./compare.ts";
import { benchDurations } from "./durations.ts";
import { benchFirstView } from "./first-view.ts";
import { benchFlood } from "./flood.ts";
import { benchJobPage } from "./job-page.ts";
import { benchList } from "./list.ts";
import { benchListView } from "./list-view.ts";
import { benchLatency } from "./latency.ts";
import { benchPayload } from "./payload.ts";
import { benchPolling } from "./polling.ts";
import { benchRelay } from "./relay.ts";
import { startGantry, type Gantry } from "./start-gantry.ts";

/** Its lines, together or one by one. */
type Lines = Promise<string[]> | AsyncIterable<string>;
type Bench = () => Lines;

const onGantry = (bench: (gantry: Gantry) => Lines): Bench =>
  async function* () {
    const gantry = await startGantry();
    try {
      for await (const line of await bench(gantry)) yield line;
    } finally {
      await gantry.close();
    }
  };

const benches: Record<string, Bench> = {
  compare: onGantry(benchCompare),
  durations: benchDurations,
  "first-view": onGantry(benchFirstView),
  flood: benchFlood,
  "job-page": onGantry(benchJobPage),
  latency: onGantry(benchLatency),
  list: benchList,
  "list-view": benchListView,
  payload: onGantry(benchPayload),
  polling: onGantry(benchPolling),
  relay: benchRelay,
};

/** `npm run bench`, or `npm run bench -- latency relay`: each on a Gantry of its own. */
const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) {
    console.error(`No benchmark ${name}. There are ${Object.keys(benches).join(", ")}.`);
    process.exitCode = 1;
    continue;
  }
  const [load = 0] = loadavg();
  console.log(`\n${name} (load ${load.toFixed(1)} on ${availableParallelism()} cores)`);
  for await (const line of await bench()) console.log(`  ${line}`);
}
