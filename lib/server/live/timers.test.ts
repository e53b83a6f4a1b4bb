import { createHook } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { SourceName } from "#lib/domain/job.ts";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { getJob } from "../jobs/get-job.ts";
import { createSources } from "../sources/registry.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { createHub, type Hub } from "./hub.ts";

const patient = { timeout: 20_000 };
/** Where each timer that is pending was set, by its number, `unref` or not. */
const pending = new Map<number, string>();
const hook = createHook({
  init(id, type) {
    const place = /\/live\/(?!timers)[\w-]+\.ts:\d+/.exec(new Error().stack ?? "")?.[0];
    if (type === "Timeout" && place !== undefined) pending.set(id, place);
  },
  destroy: (id) => void pending.delete(id),
}).enable();
afterAll(() => void hook.disable());

let sandbox: Sandbox;
let store: Store;
let hub: Hub;

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false, requestsPerMinute: 0 });
  store = await openStore("file::memory:");
  const { url, apiKey, unstructured } = sandbox;
  const sources = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    unstructured: { url: unstructured.url, apiKey },
    stallMs: 45_000,
  });
  hub = createHub({
    store,
    sources,
    lingerMs: 20,
    onError: (error) => {
      throw error;
    },
    getJob: (ref) => getJob({ sources, store }, ref, { priority: "watch" }),
  });
});

afterEach(async () => {
  hub.close();
  await sandbox.close();
  await store.close();
});

function watch(source: SourceName, id: string) {
  let text = "";
  const leave = hub.open({
    refs: [{ source, id }],
    list: true,
    lastEventId: null,
    send: ({ bytes }) => {
      text += new TextDecoder().decode(bytes);
    },
    done: () => undefined,
  });
  const sees = (wanted: RegExp) => expect.poll(() => wanted.test(text), patient).toBe(true);
  return { leave, sees };
}

test.each(["none", "refuse", "hang"] as const)(
  "what everyone has left keeps no timer, whatever the upstreams meet: %s",
  async (kind) => {
    const { control, unstructured } = sandbox;
    const viewers = Array.from({ length: 4 }, () => [
      watch("bedrock", control.createJob({ status: "RUNNING" })),
      watch("unstructured", unstructured.control.createJob({ status: "IN_PROGRESS" })),
    ]).flat();
    await Promise.all(viewers.map(({ sees }) => sees(/"state":"(?:live|polling)"/)));
    if (kind !== "none") {
      control.fault({ kind });
      unstructured.control.fault({ kind });
      control.disturbStreams("cut");
      await sleep(2_500);
    }
    expect(pending.size).toBeGreaterThan(0);
    for (const { leave } of viewers) leave();
    for (let tries = 0; tries < 40 && pending.size > 0; tries += 1) await sleep(25);
    expect([...pending.values()]).toEqual([]);
  },
);
