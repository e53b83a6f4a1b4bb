import "server-only";
import { rm } from "node:fs/promises";
import { bootstrapUser } from "./auth/bootstrap-user.ts";
import { createHub, type Hub } from "./live/hub.ts";
import { type Collector, createCollector } from "./collector/collector.ts";
import { listFailing } from "./collector/list-failing.ts";
import { readSettings, sandboxDatabaseUrl, type Settings } from "./env.ts";
import { createForeground, type Foreground } from "./foreground.ts";
import { getJob } from "./jobs/get-job.ts";
import { log } from "./log.ts";
import { createKeyTest } from "./masking/masked-keys.ts";
import { processWide } from "./process-wide.ts";
import { toSourceSettings } from "./source-settings.ts";
import { createSources } from "./sources/registry.ts";
import type { Source } from "./sources/source.ts";
import { readVersion } from "./version.ts";
import { openStore, type Store } from "./store/open-store.ts";
import { toMessage } from "#lib/domain/to-message.ts";

/** Everything that lives once per process. */
export type Gantry = {
  settings: Settings;
  sources: ReadonlyMap<string, Source>;
  store: Store;
  hub: Hub;
  collector: Collector;
  foreground: Foreground;
  startedAt: number;
};

/** The running Gantry, started by whoever asks first. */
export function getGantry(): Promise<Gantry> {
  return processWide("gantry", startGantry);
}

/** For the start of the process: a setting or a database that cannot work ends it. */
export async function startOrExit(): Promise<Gantry> {
  try {
    return await getGantry();
  } catch (error) {
    log.fatal(toMessage(error));
    process.exit(1);
  }
}

async function startGantry(): Promise<Gantry> {
  const settings = readSettings();
  for (const warning of settings.warnings) log.warn(warning);
  const sources = createSources(await toSourceSettings(settings));
  const onError = (error: unknown) => log.error({ err: error }, "a background task failed");
  if (settings.DATABASE_URL === sandboxDatabaseUrl) await removeDatabase(sandboxDatabaseUrl);
  const store = await openStore(settings.DATABASE_URL, {
    onError,
    isSecretKey: createKeyTest(settings.MASKED_KEYS),
  });
  await bootstrapUser(store, settings);
  const hub: Hub = createHub({
    store,
    sources,
    onError,
    version: readVersion(),
    listFailing: () => listFailing(sources.values(), collector.states()),
    getJob: (ref) => getJob({ sources, store }, ref, { priority: "watch" }),
  });
  const { COLLECT_DAYS: days, KEEP_DAYS: keepDays } = settings;
  const foreground = createForeground();
  const collector = createCollector({
    ...{ sources, store, hub, foreground, days, keepDays, onError },
  });
  return { settings, sources, store, hub, collector, foreground, startedAt: Date.now() };
}

async function removeDatabase(url: string): Promise<void> {
  const file = url.slice("file:".length);
  await Promise.all(["", "-wal", "-shm"].map((suffix) => rm(`${file}${suffix}`, { force: true })));
}
