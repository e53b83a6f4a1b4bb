import { describe, expect, test } from "vitest";
import { buildEvent, buildFact, buildStatus, mergeAll } from "./build-facts.ts";
import type { EventDraft } from "../job-fact.ts";
import { maxObservedEvents } from "./merge-events.ts";
import { mergeJob } from "./merge-job.ts";

const readFact = buildFact({
  observedAt: 100,
  fields: {
    type: "overlay.generate",
    status: "succeeded",
    rawStatus: "COMPLETED",
    project: { id: "prj_1", name: "Tower" },
    createdAt: 0,
    updatedAt: 90,
  },
  events: [buildStatus("queued", 0), buildStatus("running", 2), buildStatus("succeeded", 90)],
  artifacts: [{ kind: "pdf", role: null, label: null, url: "u", fileId: null, nodeId: null }],
  document: { bytes: new Uint8Array(9), payload: { start: 1, end: 4 }, results: null },
});

describe("what is known stays known", () => {
  test("a later fact that mentions nothing takes nothing away", () => {
    const job = mergeAll([readFact]);
    const { job: after, changed } = mergeJob(job, buildFact({ observedAt: 200 }));
    expect(after).toEqual({ ...job, observedAt: 200 });
    expect(changed).toEqual({
      before: job.status,
      state: false,
      progress: false,
      newEvents: [],
      reordered: false,
    });
  });

  test("a list entry without a project does not take the project away, a whole read does", () => {
    const none = { observedAt: 200, fields: { project: null } };
    expect(mergeAll([readFact, buildFact({ ...none, origin: "list" })]).project).not.toBeNull();
    expect(mergeAll([readFact, buildFact(none)]).project).toBeNull();
  });

  test("an explicit other value wins, and the project keeps its name when only its ID is told", () => {
    const fields = { type: "parse", project: { id: "prj_1", name: null } };
    const job = mergeAll([readFact, buildFact({ observedAt: 200, origin: "list", fields })]);
    expect(job).toMatchObject({ type: "parse", project: { id: "prj_1", name: "Tower" } });
  });

  test("an older fact only fills gaps", () => {
    const fields = { type: "stale", parentId: "job_0" };
    const job = mergeAll([readFact, buildFact({ observedAt: 50, fields })]);
    expect(job).toMatchObject({ type: "overlay.generate", parentId: "job_0", observedAt: 100 });
  });

  test("an older detail fills the gaps of a newer one", () => {
    const nodes = [{ name: "n", kind: null, waiting: 1, running: 0, succeeded: 1, failed: 0 }];
    const files = [{ name: "a", status: "running" as const, error: null, elapsedMs: null }];
    const whole = { nodes: [], files, failedCount: 0, fileCount: 2, timeNote: "note" };
    const facts = [
      buildFact({ origin: "stream", observedAt: 11, detail: { nodes } }),
      buildFact({ observedAt: 10, detail: whole }),
    ];
    for (const each of [facts, facts.toReversed()])
      expect(mergeAll(each).detail).toEqual({ ...whole, nodes });
  });

  test.each([
    ["succeeded", ["failed"]],
    ["partial", ["failed"]],
    ["failed", ["failed", "running", "queued"]],
  ] as const)("of a job that %s, the files last seen are those %j", (status, expected) => {
    const seen = ["failed", "running", "queued"] as const;
    const files = seen.map((each) => ({ name: each, status: each, error: null, elapsedMs: null }));
    const facts = [
      buildFact({ observedAt: 10, fields: { status: "running" }, detail: { files } }),
      buildFact({ observedAt: 11, fields: { status }, detail: { failedCount: 1 } }),
    ];
    for (const each of [facts, facts.toReversed()])
      expect(mergeAll(each).detail?.files.map((file) => file.status)).toEqual(expected);
  });

  test("a list entry that the upstream dates earlier is old news however late it comes", () => {
    const running = { status: "running", rawStatus: "RUNNING", updatedAt: 20 } as const;
    const queued = { status: "queued", rawStatus: "PENDING", updatedAt: 10 } as const;
    const facts = [
      buildFact({ observedAt: 30, fields: running }),
      buildFact({ observedAt: 40, origin: "list", fields: queued }),
    ];
    expect(mergeAll(facts)).toMatchObject({ ...running, observedAt: 40 });
  });
});

describe("status", () => {
  const running = { status: "running", rawStatus: "RUNNING" } as const;

  test.each(["list", "stream", "read"] as const)(
    "a %s never reopens a job that ended",
    (origin) => {
      const job = mergeAll([readFact, buildFact({ origin, observedAt: 200, fields: running })]);
      expect(job).toMatchObject({ status: "succeeded", rawStatus: "COMPLETED", finishedAt: 90 });
    },
  );

  test("a read that the upstream dates later reopens it, without end and without error", () => {
    const failed = { status: "failed", error: { code: "X", message: "x" }, updatedAt: 90 } as const;
    const job = mergeAll([
      buildFact({ fields: failed, events: [buildStatus("failed", 90)] }),
      buildFact({ observedAt: 200, fields: { ...running, updatedAt: 91 } }),
    ]);
    expect(job).toMatchObject({ ...running, finishedAt: null, error: null });
  });

  test("a read that lags behind the end does not reopen it, though it is dated after the last one", () => {
    const error = { code: "X", message: "x" };
    const job = mergeAll([
      buildFact({ fields: { status: "queued", rawStatus: "PENDING", updatedAt: 10 } }),
      buildFact({
        origin: "stream",
        observedAt: 200,
        fields: { status: "failed", rawStatus: "FAILED", finishedAt: 190, error },
      }),
      buildFact({ observedAt: 210, fields: { ...running, updatedAt: 140, error: null } }),
    ]);
    expect(job).toMatchObject({ status: "failed", finishedAt: 190, error });
  });

  test("an answer that says no status takes none away", () => {
    const silent = buildFact({
      origin: "list",
      observedAt: 200,
      fields: { status: "unknown", rawStatus: "" },
    });
    expect(mergeAll([buildFact({ fields: running }), silent])).toMatchObject(running);
  });

  test("a success told without the count of failed files does not take failures away", () => {
    const failed = { status: "partial", error: { code: "X", message: "6 failed" } } as const;
    const partial = buildFact({ fields: failed, detail: { failedCount: 6 } });
    const blind = { observedAt: 2_000, fields: { status: "succeeded", error: null } } as const;
    expect(mergeAll([partial, buildFact({ ...blind, detail: {} })])).toMatchObject(failed);
    const counted = buildFact({ ...blind, detail: { failedCount: 0 } });
    expect(mergeAll([partial, counted])).toMatchObject({ status: "succeeded", error: null });
  });

  test("an end that was seen earlier than a running state still ends the job", () => {
    const frame = buildFact({ origin: "stream", observedAt: 200, fields: running });
    expect(mergeAll([frame, readFact]).status).toBe("succeeded");
  });

  test("a list that says succeeded does not hide that files failed", () => {
    const partial = buildFact({ fields: { status: "partial", rawStatus: "COMPLETED" } });
    const listed = buildFact({ origin: "list", observedAt: 9, fields: { status: "succeeded" } });
    expect(mergeAll([partial, listed]).status).toBe("partial");
    expect(mergeAll([listed, partial]).status).toBe("partial");
  });
});

describe("times", () => {
  test("start, end and durations come from the events when nothing says them", () => {
    expect(mergeAll([readFact])).toMatchObject({
      startedAt: 2,
      finishedAt: 90,
      queueMs: 2,
      runMs: 88,
    });
  });

  test("the upstream's own time replaces the one that was seen", () => {
    const seen = buildStatus("running", 5, { origin: "observed" });
    const job = mergeAll([buildFact({ origin: "stream", events: [seen] }), readFact]);
    expect(job.startedAt).toBe(2);
  });

  test("a said start stands against the events", () => {
    const job = mergeAll([readFact, buildFact({ observedAt: 200, fields: { startedAt: 7 } })]);
    expect(mergeJob(job, readFact).job).toMatchObject({ startedAt: 7, queueMs: 7, runMs: 83 });
  });

  test("clocks out of order give no duration rather than a negative one", () => {
    const job = mergeAll([buildFact({ fields: { createdAt: 10, startedAt: 5 } })]);
    expect(job).toMatchObject({ startedAt: 5, queueMs: null, runMs: null });
  });

  test("a job that ended without ever starting has no run time", () => {
    const events = [buildStatus("queued", 0), buildStatus("canceled", 9)];
    const fields = { createdAt: 0, status: "canceled" } as const;
    const job = mergeAll([buildFact({ fields, events })]);
    expect(job).toMatchObject({ finishedAt: 9, startedAt: null, queueMs: null, runMs: null });
  });

  test("an end that is read off the run's length is no earlier than the start that was seen", () => {
    const fields = { createdAt: 0, status: "succeeded", runMs: 60 } as const;
    const seen = (at: number) => buildStatus("running", at, { origin: "observed" });
    const ended = buildFact({ observedAt: 700, fields });
    const job = mergeAll([buildFact({ observedAt: 600, events: [seen(600)] }), ended]);
    expect(job).toMatchObject({ startedAt: 600, finishedAt: 600, queueMs: 600, runMs: 60 });
    const earlier = buildFact({ origin: "stream", observedAt: 800, events: [seen(20)] });
    expect(mergeJob(job, earlier).job).toMatchObject({ startedAt: 20, finishedAt: 60, runMs: 60 });
    expect(mergeJob(job, ended).job).toEqual(job);
  });

  test("a start that was said stays, also where the end falls on it", () => {
    const fields = { createdAt: 0, startedAt: 60, status: "succeeded", runMs: 60 } as const;
    const job = mergeAll([buildFact({ fields }), buildFact({ observedAt: 9 })]);
    expect(job).toMatchObject({ startedAt: 60, finishedAt: 60, runMs: 60 });
  });

  test("no end before the job has ended", () => {
    const job = mergeAll([buildFact({ fields: { status: "running", finishedAt: 9 } })]);
    expect(job.finishedAt).toBeNull();
  });
});

describe("events", () => {
  test("equal entries of one record are kept, and reading it again adds none", () => {
    const twice = [buildStatus("running", 2), buildStatus("running", 2)];
    const job = mergeAll([buildFact({ events: twice }), buildFact({ events: twice })]);
    expect(job.events).toHaveLength(2);
    expect(mergeJob(job, buildFact({ events: twice.slice(1) })).changed.newEvents).toEqual([]);
  });

  test("two error codes are two entries, and an entry read without its error is the same one", () => {
    const [plain, a, b] = [null, "A", "B"].map((code) =>
      buildStatus("failed", 9, { error: code === null ? null : { code, message: "" } }),
    );
    const facts = [plain, a, b].map((event) => buildFact({ events: event ? [event] : [] }));
    expect(mergeAll(facts).events.map(({ error }) => error?.code)).toEqual(["A", "B"]);
  });

  test("the upstream's entry replaces what was only seen, and takes over its error", () => {
    const error = { code: "BAD_INPUT", message: "No pages" };
    const frame = buildFact({
      origin: "stream",
      fields: { status: "failed" },
      events: [buildStatus("failed", 91, { origin: "observed", error })],
    });
    const record = buildFact({ events: [buildStatus("queued", 0), buildStatus("failed", 90)] });
    const seen = mergeAll([frame]);
    const { job, changed } = mergeJob(seen, record);
    expect(job.events).toMatchObject([
      { seq: 1, status: "queued", error: null },
      { seq: 2, status: "failed", at: 90, origin: "upstream", error },
    ]);
    expect(changed).toMatchObject({ reordered: true, newEvents: [{ seq: 1 }, { seq: 2 }] });
    expect(mergeAll([record, frame]).events).toEqual(job.events);
    expect(mergeJob(job, record).changed).toMatchObject({ newEvents: [], reordered: false });
    expect(job.error).toEqual(error);
  });

  test("what failed before a job began anew is no reason for how it ended", () => {
    const error = { code: "FIRST", message: "" };
    const events = [
      buildStatus("running", 1),
      buildStatus("failed", 2, { error }),
      buildStatus("running", 3),
      buildStatus("canceled", 4),
    ];
    const end = (status: "canceled" | "failed") =>
      mergeAll([buildFact({ fields: { status }, events })]).error;
    expect(end("canceled")).toBeNull();
    expect(end("failed")).toEqual(error);
  });

  test("a note that is repeated is another, told twice it is the same", () => {
    const note = (at: number) =>
      buildEvent({ kind: "note", origin: "observed", at, message: "Cancel asked by ada" });
    const facts = [10, 500, 10].map((at) => buildFact({ origin: "stream", events: [note(at)] }));
    expect(mergeAll(facts).events.map((event) => event.at)).toEqual([10, 500]);
  });

  test("a message that is repeated is one event, at its first time", () => {
    const say = (at: number, message: string, fraction: number) =>
      buildEvent({ kind: "progress", origin: "observed", at, message, fraction });
    const events = [say(5, "Reading", 0.4), say(3, "Reading", 0.2), say(9, "Drawing", 0.5)];
    expect(mergeAll([buildFact({ origin: "stream", events })]).events).toMatchObject([
      { seq: 1, at: 3, message: "Reading", fraction: 0.2 },
      { seq: 2, at: 9, message: "Drawing" },
    ]);
  });

  test("a stream that never stops talking is cut at its bound", () => {
    const events = Array.from({ length: maxObservedEvents + 50 }, (_, at) =>
      buildEvent({ kind: "progress", origin: "observed", at, message: `Page ${at}` }),
    );
    const job = mergeAll([buildFact({ events }), buildFact({ events: events.toReversed() })]);
    expect(job.events).toHaveLength(maxObservedEvents);
    expect(job.events.at(-1)).toMatchObject({ at: maxObservedEvents - 1 });
  });

  test.each([
    ["by time", ["running@2", "queued@1"], ["queued@1", "running@2"]],
    [
      "by rank at one time",
      ["failed@1", "running@1", "queued@1"],
      ["queued@1", "running@1", "failed@1"],
    ],
    [
      "without a time after the one before",
      ["queued@1", "running", "failed@9"],
      ["queued@1", "running", "failed@9"],
    ],
    [
      "without a time, told backwards",
      ["failed@9", "running", "queued@1"],
      ["queued@1", "running", "failed@9"],
    ],
    ["without any time", ["failed", "queued", "running"], ["queued", "running", "failed"]],
    [
      "in the record's order",
      ["queued@1", "note z", "note a", "failed@9"],
      ["queued@1", "note z", "note a", "failed@9"],
    ],
    [
      "an end past what comes earlier in life",
      ["queued@1", "failed", "running@5"],
      ["queued@1", "running@5", "failed"],
    ],
  ])("stand %s", (_, told, expected) => {
    const events = told.map(parseEvent);
    expect(mergeAll([buildFact({ events })]).events.map(printEvent)).toEqual(expected);
  });

  test("a later event keeps the numbers of the earlier ones", () => {
    const { changed } = mergeJob(
      mergeAll([buildFact({ events: [buildStatus("queued", 0)] })]),
      buildFact({ events: [buildStatus("queued", 0), buildStatus("running", 2)] }),
    );
    expect(changed).toMatchObject({ reordered: false, newEvents: [{ seq: 2, status: "running" }] });
  });
});

function parseEvent(text: string): EventDraft {
  const [word = "", time] = text.split("@");
  const when = time === undefined ? null : Number(time);
  if (word.startsWith("note "))
    return buildEvent({ kind: "note", message: word.slice(5), at: when });
  const status = (["queued", "running", "failed"] as const).find((known) => known === word);
  return buildStatus(status ?? "unknown", when);
}

function printEvent({ kind, status, message, at: when }: EventDraft): string {
  const word = kind === "note" ? `note ${message}` : `${status}`;
  return when === null ? word : `${word}@${when}`;
}
