import { availableParallelism, loadavg } from "node:os";
import { benchFirstView } from "./first-view.ts";
import { benchJobPage } from "./job-page.ts";
import { benchLatency } from "./latency.ts";
import { startGantry, type Gantry } from "./start-gantry.ts";
import { benchViewers } from "./viewers.ts";

const benches: Record<string, (gantry: Gantry) => Promise<string[]>> = {
  "first-view": benchFirstView,
  "job-page": benchJobPage,
  latency: benchLatency,
  viewers: benchViewers,
};

/** `npm run bench`, or `npm run bench -- latency viewers`: each on a Gantry of its own. */
const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) {
    console.error(`No benchmark ${name}. There are ${Object.keys(benches).join(", ")}.`);
    process.exitCode = 1;
    continue;
  }
  const gantry = await startGantry();
  try {
    const [load = 0] = loadavg();
    console.log(`\n${name} (load ${load.toFixed(1)} on ${availableParallelism()} cores)`);
    for (const line of await bench(gantry)) console.log(`  ${line}`);
  } finally {
    await gantry.close();
  }
}
