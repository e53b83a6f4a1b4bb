import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobStatuses } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { readJobDocument } from "./read-job-document.ts";
import { toJobFact } from "./to-job-fact.ts";
import { wireJobSchema } from "./wire-job.ts";

const id = "job_01JABCD123";
const context = { id, origin: "read", observedAt: 1 } as const;
const at = (time: string) => Date.parse(`2024-06-17T${time}Z`);

const events = [
  { status: "PENDING", timestamp: "2024-06-17T08:55:00Z" },
  { status: "RUNNING", timestamp: "2024-06-17T08:55:02Z" },
  { status: "COMPLETED", timestamp: "2024-06-17T08:56:30Z" },
];

/** The example of the reference, and the same job as the guide writes it. */
const wrapped = {
  data: {
    id,
    organization_id: "org_01JABCD123",
    project_id: "prj_01JABCD123",
    type: "overlay.generate",
    status: "COMPLETED",
    target_type: "Block",
    target_id: "blk_01JABCD123",
    parent_id: null,
    payload: { type: "Block", old_id: "blk_01JABCD100", new_id: "blk_01JABCD200" },
    events,
    created_at: "2024-06-17T08:55:00Z",
    updated_at: "2024-06-17T08:56:30Z",
  },
};
const bare = {
  job_id: id,
  organization_id: "org_01JABCD123",
  project_id: "prj_01JABCD123",
  type: "overlay.generate",
  status: "completed",
  target: { type: "Block", id: "blk_01JABCD123" },
  parent_id: null,
  results: { overlay: { overlay_id: "ovl_01", uri: "https://cdn.example.com/o.png", score: 0.9 } },
  events,
  created_at: "2024-06-17T08:55:00Z",
  completed_at: "2024-06-17T08:56:30Z",
};

function read(document: unknown) {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const upstream = { status: 200, code: null, requestId: null };
  return readJobDocument({ bytes, askedAt: 0, headers: new Headers(), upstream }, "Bedrock");
}

function outcomeOf(data: unknown): unknown {
  try {
    return read({ data }) && "a job";
  } catch (error) {
    return error instanceof ProblemError ? error.code : error;
  }
}

function map(fields: Record<string, unknown>) {
  return toJobFact(wireJobSchema.parse(fields), context);
}

describe("a Bedrock job", () => {
  it.each([
    ["wrapped", wrapped, "COMPLETED"],
    ["bare", bare, "completed"],
  ])("is read from the documented example, %s", (_, document, rawStatus) => {
    const fact = toJobFact(read(document).wire, context);
    expect(fact.fields).toMatchObject({
      type: "overlay.generate",
      status: "succeeded",
      rawStatus,
      organizationId: "org_01JABCD123",
      project: { id: "prj_01JABCD123", name: null },
      target: { type: "Block", id: "blk_01JABCD123" },
      parentId: null,
      createdAt: at("08:55:00"),
      startedAt: at("08:55:02"),
      finishedAt: at("08:56:30"),
      error: null,
    });
    expect(fact.events.map((event) => [event.status, event.at])).toEqual([
      ["queued", at("08:55:00")],
      ["running", at("08:55:02")],
      ["succeeded", at("08:56:30")],
    ]);
  });

  it.each([
    [{ status: { value: "RUNNING" } }, { status: "unknown", rawStatus: `{"value":"RUNNING"}` }],
    [{ status: 7 }, { status: "unknown", rawStatus: "7" }],
    [{ status: "FAILED", error: "boom" }, { error: { code: "", message: "boom" } }],
    [
      { status: "FAILED", error: { code: 500, message: null } },
      { error: { code: "500", message: "" } },
    ],
    [
      { status: "FAILED", error: { code: "X", message: { en: "boom" } } },
      { error: { code: "X", message: `{"en":"boom"}` } },
    ],
    [
      { status: "FAILED", events: [{ status: "FAILED", error: "boom" }] },
      { error: { code: "", message: "boom" } },
    ],
  ])("tells values of another type as they are written: %j", (wire, fields) => {
    expect(map(wire).fields).toMatchObject(fields);
  });

  it("cuts what is written long and survives what is nested deep", () => {
    expect(map({ status: ["x".repeat(9_000)] }).fields.rawStatus).toHaveLength(500);
    const deep: unknown = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
    expect(map({ status: deep }).fields.status).toBe("unknown");
  });

  it.each([{ status: 404 }, { status: { code: 1 } }])("is not %j alone", (body) => {
    expect(() => read(body)).toThrow(ProblemError);
  });

  it("keeps payload and results as the bytes that came", () => {
    const { document } = read({ ...bare, payload: { n: 1 } });
    const slice = (span: { start: number; end: number } | null) =>
      span && new TextDecoder().decode(document.bytes.subarray(span.start, span.end));
    expect(slice(document.payload)).toBe(`{"n":1}`);
    expect(slice(document.results)).toBe(JSON.stringify(bare.results));
    expect(read({ ...bare, results: null }).document).toMatchObject({
      payload: null,
      results: null,
    });
  });

  it("offers the links of its results, and no other kind of address", () => {
    const results = {
      ...bare.results,
      sheets: [{ uri: "gs://bucket/a.pdf" }, { url: "javascript:alert(1)" }, "https://no.key"],
      uri: "ftp://a/b",
      deep: { er: { uri: "https://a.example" } },
    };
    expect(toJobFact(read({ ...bare, results }).wire, context).artifacts).toMatchObject([
      { kind: "overlay", url: "https://cdn.example.com/o.png" },
      { kind: "sheets", url: "gs://bucket/a.pdf" },
    ]);
  });

  it.each([
    ["PENDING", "queued"],
    ["Queued", "queued"],
    ["running", "running"],
    ["Started", "running"],
    ["Completed", "succeeded"],
    ["failed", "failed"],
    ["CANCELED", "canceled"],
    ["Cancelled", "canceled"],
    ["PAUSED", "unknown"],
    ["", "unknown"],
  ])("in status %j is %s, and keeps the word", (rawStatus, status) => {
    expect(map({ status: rawStatus }).fields).toMatchObject({ status, rawStatus });
  });

  it.each([undefined, null])("with the status %j is unknown, with no word", (status) => {
    expect(map({ status }).fields).toMatchObject({ status: "unknown", rawStatus: "" });
  });

  it.each([
    ["at the top", { error: { code: "TOP", message: "m" } }, "TOP"],
    [
      "in an event",
      { events: [{ status: "FAILED", error: { code: "EVENT", message: "m" } }] },
      "EVENT",
    ],
    [
      "in both",
      { error: { code: "TOP" }, events: [{ status: "FAILED", error: { code: "EVENT" } }] },
      "TOP",
    ],
    [
      "in the later of two events out of order",
      {
        events: [
          { status: "FAILED", timestamp: "2024-06-17T09:00:00Z", error: { code: "LATE" } },
          { status: "FAILED", timestamp: "2024-06-17T08:00:00Z", error: { code: "EARLY" } },
        ],
      },
      "LATE",
    ],
  ])("names its error %s", (_, fields, code) => {
    expect(map({ status: "FAILED", ...fields }).fields.error?.code).toBe(code);
  });

  it.each([
    ["RUNNING", undefined],
    ["COMPLETED", undefined],
    ["FAILED", "FIRST"],
  ])("that failed, began anew and is %s names the error %s", (status, code) => {
    const error = { code: "FIRST", message: "m" };
    const first = { status: "FAILED", timestamp: "2024-06-17T08:00:00Z", error };
    const anew = { status: "RUNNING", timestamp: "2024-06-17T09:00:00Z" };
    const { fields, events: told } = map({ status, events: [anew, first] });
    expect(fields.error?.code).toBe(code);
    expect(told.map((event) => event.error?.code)).toEqual([undefined, "FIRST"]);
  });

  it("that failed without a word says nothing about its error, and does not deny one", () => {
    expect(map({ status: "FAILED", error: null }).fields).not.toHaveProperty("error");
  });

  it.each([
    ["completed_at", { completed_at: "2024-06-17T09:00:00Z", updated_at: "2024-06-17T10:00:00Z" }],
    ["failed_at", { failed_at: "2024-06-17T09:00:00Z" }],
    ["canceled_at", { canceled_at: "2024-06-17T09:00:00Z" }],
    ["the last event", { events: [{ status: "Failed", timestamp: "2024-06-17T09:00:00Z" }] }],
    ["updated_at", { updated_at: "2024-06-17T09:00:00Z", events: null }],
    ["another time zone", { failed_at: "2024-06-17T11:00:00.000+02:00" }],
    ["a time without zone, as UTC", { failed_at: "2024-06-17T09:00:00" }],
  ])("ended when %s says", (_, fields) => {
    expect(map({ status: "FAILED", ...fields }).fields.finishedAt).toBe(at("09:00:00"));
  });

  it("that runs has not ended, whatever an old event says", () => {
    const old = [{ status: "FAILED", timestamp: "2024-06-17T09:00:00Z" }];
    expect(map({ status: "RUNNING", events: old }).fields.finishedAt).toBeNull();
  });

  it("started with its earliest running event, in whatever order they come", () => {
    const running = ["09:02:00", "09:01:00", "09:03:00"].map((time) => ({
      status: "Started",
      timestamp: `2024-06-17T${time}Z`,
    }));
    expect(map({ status: "RUNNING", events: running }).fields.startedAt).toBe(at("09:01:00"));
  });

  it("reads a nonsensical time as none", () => {
    for (const time of ["yesterday", "", "2024-13-45T99:00:00Z", "7"]) {
      expect(map({ created_at: time }).fields.createdAt).toBeNull();
    }
  });

  it("leaves out what the upstream left out", () => {
    expect(Object.keys(map({ status: "RUNNING" }).fields).toSorted()).toEqual([
      "error",
      "finishedAt",
      "rawStatus",
      "status",
    ]);
  });

  it("loses one broken event, not the others", () => {
    expect(map({ events: [null, 7, { status: "RUNNING" }, []] }).events).toHaveLength(1);
  });

  it("is mapped without a throw whatever the types of its fields, its status kept", () => {
    const names = [
      ...Object.keys(wrapped.data),
      ...Object.keys(bare),
      "error",
      "failed_at",
      "canceled_at",
    ];
    const fields = fc.dictionary(fc.constantFrom(...names), fc.jsonValue());
    fc.assert(
      fc.property(fields, fc.string(), (wire, word) => {
        const fact = map({ ...wire, status: word });
        expect(fact.fields.rawStatus).toBe(word);
        expect(jobStatuses).toContain(fact.fields.status);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is refused as nonsense when the answer is no job at all, and nothing else is thrown", () => {
    for (const answer of [null, [], "text", 7, {}, { data: null }, { data: [] }, { error: "x" }]) {
      expect(() => read(answer)).toThrow(expect.objectContaining({ code: "upstream_invalid" }));
    }
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        expect(["a job", "upstream_invalid"]).toContain(outcomeOf(answer));
      }),
    );
  });
});
