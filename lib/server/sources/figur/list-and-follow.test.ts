import { describe, expect, it } from "vitest";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { Random } from "#lib/sandbox/random.ts";
import type { ListQuery, Source } from "../source.ts";
import { useFigur } from "./use-figur.ts";

const person = { priority: "person" } as const;
const watch = { priority: "watch" } as const;
const t0 = Date.UTC(2026, 5, 1);

/** Every page, with something done between them. */
async function listAll(source: Source, query: ListQuery, between: (page: number) => void) {
  const ids: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page === 0 || cursor !== null; page += 1) {
    const answer: { facts: JobFact[]; next: string | null } = await source.listJobs(
      { ...query, ...(cursor !== null && { cursor }) },
      person,
    );
    ids.push(...answer.facts.map(({ id }) => id));
    cursor = answer.next;
    if (cursor !== null) between(page);
  }
  return ids;
}

describe("Figur's list, which knows offsets alone", () => {
  it.each([1, 3, 10, 200])(
    "is read whole by pages of %i while jobs arrive, without a repeat and without a gap",
    async (limit) => {
      const { control, source } = await useFigur();
      const old = Array.from({ length: 23 }, (_, index) =>
        control.createJob({ createdAt: t0 + index }),
      );
      const random = new Random(limit);
      let clock = t0 + 1_000;
      const ids = await listAll(source, { limit }, () => {
        for (let count = random.int(0, 5); count > 0; count -= 1)
          control.createJob({ createdAt: (clock += 1) });
      });
      expect(ids.filter((id) => old.includes(id))).toEqual(old.toReversed());
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it("loses none of many jobs of one instant", async () => {
    const { control, source } = await useFigur();
    const ids = Array.from({ length: 12 }, () => control.createJob({ createdAt: t0 }));
    const listed = await listAll(source, { limit: 5 }, () =>
      control.createJob({ createdAt: t0 + 9 }),
    );
    expect(listed.toSorted()).toEqual(ids.toSorted());
  });

  it("skips none that stay, while others leave the filter", async () => {
    const { control, source } = await useFigur();
    const ids = Array.from({ length: 30 }, (_, index) =>
      control.createJob({ createdAt: t0 + index, status: "IN_PROGRESS" }),
    );
    const newestFirst = ids.toReversed();
    const listed = await listAll(source, { limit: 6, status: "running" }, (page) => {
      // Three of those seen already end.
      for (const id of newestFirst.slice(page * 4, page * 4 + 3))
        control.advance(id, { status: "SUCCESS" });
    });
    const stayed = new Set(listed);
    expect(newestFirst.slice(12).every((id) => stayed.has(id))).toBe(true);
    expect(stayed.size).toBe(listed.length);
  });

  it("reads on when more jobs arrived than a page holds", async () => {
    const { control, source } = await useFigur();
    const old = Array.from({ length: 6 }, (_, index) =>
      control.createJob({ createdAt: t0 + index }),
    );
    const listed = await listAll(source, { limit: 3 }, (page) => {
      if (page > 0) return;
      for (let count = 0; count < 20; count += 1)
        control.createJob({ createdAt: t0 + 100 + count });
    });
    expect(listed).toEqual(old.toReversed());
  });

  it("believes the page that came, not the one it asked for", async () => {
    const { control, source } = await useFigur();
    const [a, b, c] = [3, 2, 1].map((n) => control.createJob({ createdAt: t0 + n }));
    const toEntry = (id = "") => `{"public_id":"${id}","created_at":"2026-06-01T00:00:00Z"}`;
    control.putRaw(
      "list",
      "",
      `{"jobs":[${toEntry(a)},null,7,${toEntry(b)}],"limit":4,"offset":0,"count":4}`,
    );
    const page = await source.listJobs({ limit: 100 }, person);
    expect(page.facts.map(({ id }) => id)).toEqual([a, b]);
    expect(page.next).not.toBeNull();
    expect(c).toBeDefined();
  });

  it("tells of broken entries which job they follow, and of none that it follows another", async () => {
    const { control, source } = await useFigur();
    const create = (n: number, fields = {}) => control.createJob({ createdAt: t0 - n, fields });
    const nobody = { public_id: null };
    create(0, nobody);
    const [a, b] = [create(1), create(2)];
    create(3, nobody);
    const c = create(4);
    const first = await source.listJobs({ limit: 4 }, person);
    expect(first.facts.map(({ id }) => id)).toEqual([a, b]);
    expect(first.broken).toEqual([null, b]);
    const second = await source.listJobs({ limit: 4, cursor: first.next ?? "" }, person);
    expect(second.facts.map(({ id }) => id)).toEqual([c]);
    expect(second.broken).toEqual([b]);
  });

  it("asks nothing for a status that Figur has no word for, or for children", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob();
    expect((await source.listJobs({ status: "canceled" }, person)).facts).toEqual([]);
    expect((await source.listJobs({ parentId: id }, person)).facts).toEqual([]);
    expect(control.requests().list).toBe(0);
  });
});

describe("following a job of Figur", () => {
  it("asks for news alone, and for the job when its news say that its state changed", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob();
    const poll = async (cursor: string | null) => {
      const answer = await source.pollJob?.(id, cursor, watch);
      return answer ?? { facts: [], cursor: null };
    };
    let { cursor } = await poll(null);
    const read = control.requests(id);
    ({ cursor } = await poll(cursor));
    expect(control.requests(id)).toMatchObject({ get: read.get, events: read.events + 1 });

    control.advance(id, { event: "stage", stage: "pose", message: "Posing" });
    control.advance(id, { status: "IN_PROGRESS" });
    const started = await poll(cursor);
    expect(started.facts).toMatchObject([
      { fields: { status: "running" }, events: [{ ordinal: 2 }] },
    ]);

    control.advance(id, { event: "stage", stage: "render", extra: { cost: 2 } });
    const staged = await poll(started.cursor);
    expect(staged.facts).toMatchObject([
      { origin: "stream", fields: { cost: { amount: 2 } }, events: [{ ordinal: 3 }] },
    ]);

    control.advance(id, { event: "succeeded" });
    const early = await poll(staged.cursor);
    expect(early.facts[0]?.fields.status).toBe("running");
    control.advance(id, { status: "SUCCESS", results: [{ label: "Front" }] });
    const ended = await poll(early.cursor);
    expect(ended.facts).toMatchObject([{ origin: "read", fields: { status: "succeeded" } }]);
    expect(ended.facts[0]?.events.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
  });

  it("spends no request on the record alone where only the job has yet to tell its end", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob({ status: "IN_PROGRESS" });
    control.advance(id, { event: "succeeded" });
    const early = await source.pollJob?.(id, null, watch);
    const before = control.requests(id);
    control.advance(id, { status: "SUCCESS", results: [{}] });
    const ended = await source.pollJob?.(id, early?.cursor ?? null, watch);
    expect(ended?.facts).toMatchObject([{ origin: "read", fields: { status: "succeeded" } }]);
    const { get, events } = control.requests(id);
    expect([get - before.get, events - before.events]).toEqual([1, 1]);
  });

  it("learns of an end that no event tells", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob({ status: "IN_PROGRESS" });
    let cursor: string | null = null;
    let status: string | undefined;
    control.advance(id, { status: "FAILURE" });
    for (let polls = 0; polls < 14 && status !== "failed"; polls += 1) {
      const answer: { facts: JobFact[]; cursor: string | null } | undefined =
        await source.pollJob?.(id, cursor, watch);
      cursor = answer?.cursor ?? null;
      status = answer?.facts.at(-1)?.fields.status;
    }
    expect(status).toBe("failed");
  });

  it.each([
    ["refused", { kind: "status", status: 404 }],
    ["nonsense", { kind: "garbage" }],
  ] as const)(
    "learns of an end while its record is %s, and goes on in the record after",
    async (_, fault) => {
      const { control, source } = await useFigur();
      const id = control.createJob({ status: "IN_PROGRESS" });
      const { cursor = null } = (await source.pollJob?.(id, null, watch)) ?? {};
      control.fault({ ...fault, route: "events" });
      const running = await source.pollJob?.(id, cursor, watch);
      expect(running?.facts).toMatchObject([{ isLagging: true, fields: { status: "running" } }]);
      control.advance(id, { event: "succeeded" });
      control.advance(id, { status: "SUCCESS", results: [{}] });
      const ended = await source.pollJob?.(id, running?.cursor ?? null, watch);
      expect(ended?.facts).toMatchObject([{ isLagging: true, fields: { status: "succeeded" } }]);
      control.clearFaults();
      const whole = await source.pollJob?.(id, ended?.cursor ?? null, watch);
      expect(whole?.facts).toMatchObject([{ origin: "read", fields: { status: "succeeded" } }]);
      expect(whole?.facts[0]?.isLagging).toBeUndefined();
    },
  );

  it("does not ask for the job where its record is refused for the request limit", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob({ status: "IN_PROGRESS" });
    const { cursor = null } = (await source.pollJob?.(id, null, watch)) ?? {};
    const { get } = control.requests(id);
    control.fault({ kind: "status", status: 429, route: "events" });
    await expect(source.pollJob?.(id, cursor, watch)).rejects.toMatchObject({
      code: "upstream_rate_limited",
    });
    expect(control.requests(id).get).toBe(get);
  });

  it("reads a record of several answers whole, though each tells the latest number", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob();
    for (let count = 0; count < 250; count += 1)
      control.advance(id, { event: "stage", message: `${count}` });
    const { events } = await source.getJob(id, person);
    expect(events).toHaveLength(251);
    expect(control.requests(id).events).toBe(3);
  });

  it("takes an answer that repeats what was asked for already", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob();
    const { cursor = null } = (await source.pollJob?.(id, null, watch)) ?? {};
    control.putRaw("events", id, `{"events":[{"seq":1,"event_type":"queued"}],"latest_seq":1}`);
    const again = await source.pollJob?.(id, cursor, watch);
    expect(again?.facts.flatMap(({ events }) => events)).toEqual([]);
  });
});
