import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { createBedrockSource } from "../sources/bedrock/bedrock-source.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { createClock } from "./clock.ts";
import { createCollector, type Collector } from "./collector.ts";
import { serveList, type WireEntry } from "./serve-list.ts";

const patient = { timeout: 20_000 };
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const days = 14;
let store: Store;
let collector: Collector | undefined;
let errors: unknown[];

beforeEach(async () => {
  store = await openStore("file::memory:");
  errors = [];
});

afterEach(async () => {
  await collector?.close();
  collector = undefined;
  await store.close();
});

async function serve(options: Parameters<typeof serveList>[0] = {}) {
  const list = await serveList(options);
  onTestFinished(list.close);
  return list;
}

async function start(url: string, clock = createClock(200), own = store): Promise<void> {
  await collector?.close();
  const settings = { apiKey: "sk_test_5b1f", apiVersion: "2026-01-01", stallMs: 300 };
  const source = createBedrockSource({ ...settings, url, now: clock.now });
  collector = createCollector({
    ...{ sources: new Map([["bedrock", source]]), store: own, days, clock, random: () => 0.5 },
    hub: { stats: () => ({ watches: 0, viewers: 1, listViewers: 1 }) },
    onError: (error) => void errors.push(error),
  });
}

const state = () => collector?.states().get("bedrock");
const isRead = () => state()?.backfilledAt != null && state()?.stretches.length === 0;
const countStored = async () => (await store.listJobs({ limit: 1 })).total;
const isKnown = async (id: unknown) =>
  (await store.findJob({ source: "bedrock", id: String(id) })) !== undefined;

/** Newest first, the last one so old. */
function buildEntries(count: number, lastAgeMs: number, name = "n"): WireEntry[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, place) => ({
    id: `job_${name}${place}`,
    type: "parse",
    status: "COMPLETED",
    created_at: new Date(now - (lastAgeMs * (place + 1)) / count).toISOString(),
  }));
}

const odd = {
  "from 1970": "1970-01-01T00:00:00Z",
  "from the future": "2090-01-01T00:00:00Z",
  without: null,
};

function spoil(entries: WireEntry[], created_at: string | null, places: number[]): void {
  for (const place of places) Object.assign(entries[place] ?? {}, { created_at });
}

test.each([
  { what: "one on the first page", places: [20] },
  { what: "the last of the first page", places: [99] },
  { what: "one in the middle", places: [250] },
  { what: "every fourth", places: Array.from({ length: 112 }, (_, at) => at * 4) },
])("dates that are odd end no reading: $what", async ({ places }) => {
  for (const heedsTimes of [false, true])
    for (const created_at of Object.values(odd)) {
      const list = await serve({ heedsTimes });
      const inside = buildEntries(450, (days - 1) * dayMs);
      spoil(inside, created_at, places);
      list.entries.push(...inside, ...buildEntries(500, 90 * dayMs, "old").slice(100));
      await start(list.url);
      await expect.poll(isRead, patient).toBe(true);
      const isTold = ({ created_at: told }: WireEntry) => told !== created_at;
      for (const { id } of inside.filter(isTold)) expect(await isKnown(id)).toBe(true);
      expect(list.asked.filter((search) => search.has("created_after")).length).toBeLessThan(7);
      await collector?.close();
      await store.close();
      store = await openStore("file::memory:");
    }
  expect(errors).toEqual([]);
});

test.each(Object.entries(odd))(
  "a job with a date %s hides none of those that came while nothing was collected",
  async (_, created_at) => {
    const list = await serve({ heedsTimes: false });
    list.entries.push(...buildEntries(150, days * dayMs));
    await start(list.url);
    await expect.poll(isRead, patient).toBe(true);
    await collector?.close();
    const fresh = buildEntries(350, minuteMs, "fresh");
    spoil(fresh, created_at, [20, 99, 250]);
    list.entries.unshift(...fresh);
    await start(list.url);
    await expect.poll(countStored, patient).toBe(500);
  },
);

test("a job that always stands last on the first page hides none that come in between", async () => {
  const list = await serve({ heedsTimes: false });
  const [pinned, ...rest] = buildEntries(150, days * dayMs);
  if (!pinned) throw new Error("no job");
  list.entries.push(...rest.slice(0, 99), pinned, ...rest.slice(99));
  await start(list.url);
  await expect.poll(isRead, patient).toBe(true);
  const fresh = buildEntries(250, 1_000, "fresh");
  list.entries.splice(99, 1);
  list.entries.unshift(...fresh);
  list.entries.splice(99, 0, pinned);
  await expect.poll(countStored, patient).toBe(400);
});

test("a first reading comes to its end though no cursor lives for long, and counts no job twice", async () => {
  const clock = createClock(100);
  const list = await serve({ cursorMs: 2_000, now: clock.now });
  list.entries.push(...buildEntries(1_500, (days - 1) * dayMs));
  const counted: number[] = [];
  const save: Store["collector"]["save"] = async (source, told) => {
    counted.push(...told.stretches.map(({ jobs }) => jobs));
    await store.collector.save(source, told);
  };
  await start(list.url, clock, { ...store, collector: { ...store.collector, save } });
  await expect.poll(isRead, patient).toBe(true);
  expect(await countStored()).toBe(1_500);
  expect(list.asked.filter((search) => search.has("created_before"))).not.toEqual([]);
  expect(counted).toEqual(counted.toSorted((a, b) => a - b));
  expect(counted.at(-1)).toBeLessThan(1_500);
  expect(state()?.failure).toBeNull();
});

test("an upstream that does not take the time to begin at is read anew", async () => {
  const clock = createClock(200);
  const list = await serve({ now: clock.now, refusesBefore: true });
  list.entries.push(...buildEntries(50, dayMs));
  const from = clock.now();
  const stretch = {
    ...{ from, until: from - 2 * dayMs, cursor: null, before: from - hourMs, reached: from },
    ...{ last: null, jobs: 7 },
  };
  await store.collector.save("bedrock", {
    ...{ seenUpTo: from, stretches: [stretch], backfilledAt: null },
    ...{ lastSuccessAt: null, failure: null, broken: null },
  });
  await start(list.url, clock);
  await expect.poll(isRead, patient).toBe(true);
  expect(await countStored()).toBe(50);
});

const broken = () => state()?.broken?.count ?? 0;
const breakAt = (entries: WireEntry[], places: number[]) =>
  places.map((place) => {
    const entry = entries[place];
    if (!entry) throw new Error("no entry");
    const { id } = entry;
    delete entry["id"];
    return () => Object.assign(entry, { id });
  });

test("broken entries are counted on whatever page they stand, those next to each other too", async () => {
  const list = await serve();
  list.entries.push(...buildEntries(350, 10 * dayMs));
  breakAt(list.entries, [3, 99, 100, 101, 150, 199, 349]);
  await start(list.url);
  await expect.poll(isRead, patient).toBe(true);
  expect(broken()).toBe(7);
  expect(await countStored()).toBe(343);
  list.entries.unshift(...buildEntries(30, 1_000, "fresh"));
  await expect.poll(countStored, patient).toBe(373);
  expect(broken()).toBe(7);
  await start(list.url);
  await expect.poll(() => state()?.lastSuccessAt, patient).toBeGreaterThan(0);
  const looks = list.asked.length;
  await expect.poll(() => list.asked.length, patient).toBeGreaterThan(looks + 2);
  expect(broken()).toBe(7);
});

test("entries of the newest page that were mended, or are in the list no more, are broken no more", async () => {
  const list = await serve();
  list.entries.push(...buildEntries(150, 10 * dayMs));
  const mend = breakAt(
    list.entries,
    Array.from({ length: 30 }, (_, at) => at * 3),
  );
  await start(list.url);
  await expect.poll(broken, patient).toBe(30);
  for (const one of mend.splice(0, 29)) one();
  await expect.poll(broken, patient).toBe(1);
  breakAt(list.entries, [40]);
  await expect.poll(broken, patient).toBe(2);
  list.entries.splice(39, 2);
  await expect.poll(broken, patient).toBe(1);
  for (const one of mend) one();
  await expect.poll(() => state()?.broken, patient).toBeNull();
});

test("an entry that has left the newest page counts on, and once it is mended its job is known", async () => {
  const list = await serve();
  list.entries.push(...buildEntries(150, 10 * dayMs));
  const mend = breakAt(list.entries, [5, 120]);
  await start(list.url, createClock(1_000));
  await expect.poll(broken, patient).toBe(2);
  list.entries.unshift(...buildEntries(120, 1_000, "fresh"));
  await expect.poll(countStored, patient).toBe(268);
  expect(broken()).toBe(2);
  mend[0]?.();
  await expect.poll(broken, patient).toBe(1);
  expect(await isKnown("job_n5")).toBe(true);
  mend[1]?.();
  await expect.poll(broken, patient).toBe(0);
  expect(await countStored()).toBe(270);
});
