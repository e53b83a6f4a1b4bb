import path from "node:path";
import type { Fault } from "#lib/sandbox/fault.ts";
import { sourceNames, startEchoingUpstream, type Trouble } from "../support/echoing-upstream.ts";
import { guardedStory, signIn } from "../support/guarded-story.ts";
import { createLook } from "../support/look-around.ts";
import { makeJobs } from "../support/made-jobs.ts";
import { createSearch } from "../support/searched-places.ts";
import { expect } from "../support/story.ts";

const buildFolder = path.resolve(import.meta.dirname, "../../.next");
/** An address of the network that nobody has: what a redirect to it is followed with would be lost there. */
const elsewhere = "http://192.0.2.1:9";

/** Those after which an upstream is left in peace for a while come last. */
const troubles: Trouble[] = [
  ...[401, 403, 404, 422, 500].map((status) => ({
    kind: "echo-error" as const,
    status,
  })),
  ...[302, 308].map((status) => ({
    kind: "redirect" as const,
    status,
    to: elsewhere,
  })),
  { kind: "echo-error", status: 429 },
];
const faults: Fault[] = [
  ...[401, 404, 500].map((status) => ({ kind: "status" as const, status })),
  { kind: "html" },
  { kind: "garbage" },
  { kind: "cut" },
  { kind: "refuse" },
  { kind: "huge", payloadBytes: 2_000_000 },
  { kind: "stall", times: 3 },
  { kind: "hang", times: 3 },
  { kind: "status", status: 429, retryAfter: 1 },
];

for (const source of sourceNames)
  guardedStory(
    `no key is in any answer, file, row or line of the log, whatever ${source} does`,
    async ({ startGuarded, upstream, dataFolder }) => {
      guardedStory.setTimeout(240_000);
      const echoing = await startEchoingUpstream(upstream);
      const keys = Object.values(echoing.keys);
      const search = createSearch([...keys, echoing.mark]);
      const jobs = makeJobs(upstream)[source];
      const gantry = await startGuarded(() => echoing.settings);
      const cookie = await signIn(gantry);
      const { look, lookAround } = createLook({ url: gantry.url, cookie, source, search });
      const lookAtMovingJob = async () => {
        const id = jobs.create();
        const looking = lookAround(id);
        setTimeout(() => jobs.move(id), 300);
        await looking;
        return id;
      };

      const calm = await lookAtMovingJob();
      expect(JSON.parse(await look(`/api/jobs/${source}/${calm}`))).toMatchObject({
        data: { id: calm },
      });
      echoing.setTrouble({ kind: "echo" });
      const echoed = await lookAtMovingJob();
      const raw = await look(`/api/jobs/${source}/${echoed}/raw`);
      expect(raw, "what was repeated came here, without the key").toMatch(/"seen":"\*{20,}"/);

      const steps = [
        ...troubles.map((trouble) => () => echoing.setTrouble(trouble)),
        ...faults.map((fault) => () => jobs.fault(fault)),
      ];
      for (const [step, begin] of steps.entries()) {
        echoing.setTrouble(null);
        begin();
        const before = echoing.countRequests();
        await lookAtMovingJob();
        expect(echoing.countRequests(), `requests in step ${step}`).toBeGreaterThan(before);
        jobs.clearFaults();
      }

      await gantry.kill("SIGTERM");
      expect(gantry.output()).toContain("upstream_unauthorized");
      search.look("standard output and error", gantry.output());
      await search.lookIntoFolder(dataFolder);
      await search.lookIntoFolder(buildFolder);
      const documents = search.lookIntoDatabase(path.join(dataFolder, "gantry.db"));
      await echoing.close();
      const count = 2 + steps.length;
      console.log(`${source}: ${count} faults x places searched: ${search.describe()}`);
      expect(documents).toBeGreaterThan(5);
      expect(search.finds).toEqual([]);
    },
  );
