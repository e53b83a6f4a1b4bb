import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainMalformed, findJobIds } from "./find-job-ids.ts";

const uuid = "550e8400-e29b-41d4-a716-446655440000";
const otherUuid = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";
const ulid = "01JZ8Q4W7M2KX9ABCDEFGHJKMN";

function textsIn(text: string): string[] {
  return findJobIds(text).map((found) => found.text);
}

describe("finds", () => {
  test.each([
    ["a bare ID", "job_01JABCD123", ["job_01JABCD123"]],
    ["an ID in white space", "\n\t job_01 \r\n", ["job_01"]],
    ["joints inside", "job_cmp_01-b", ["job_cmp_01-b"]],
    [
      "dots inside, and none at the end of a sentence",
      `job_cmp.01, %22job_b-1.v2.3%22 and job_x. 5 job_y.`,
      ["job_cmp.01", "job_b-1.v2.3", "job_x", "job_y"],
    ],
    [
      "a dot before a word or another ID",
      "job_01.json job_02.status job_03.job_04.05",
      ["job_01", "job_02", "job_03", "job_04.05"],
    ],
    ["the longest ID", `job_${"a".repeat(124)} job_${"a".repeat(125)}`, [`job_${"a".repeat(124)}`]],
    ["quotes", `"job_01" 'job_02' “job_03” «job_04»`, ["job_01", "job_02", "job_03", "job_04"]],
    ["a sentence", "See job_01, job_02; then (job_03).", ["job_01", "job_02", "job_03"]],
    [
      "markdown",
      `**job_01** _job_02_ \`job_03\` [x](job_04)`,
      ["job_01", "job_02", "job_03", "job_04"],
    ],
    ["an address", "https://api.bedrock.cv/jobs/job_01/stream?x=1#y", ["job_01"]],
    ["encoded text", `%22job_01%22%20job_02%2C%2520job_03`, ["job_01", "job_02", "job_03"]],
    [
      "encoded text around a ULID behind its prefix",
      `%22job_${ulid}%22 ?job=bedrock%3Ajob_${ulid}A id%3Djob_${ulid}B%0Ajob_${ulid}C`,
      [`job_${ulid}`, `job_${ulid}A`, `job_${ulid}B`, `job_${ulid}C`],
    ],
    ["an encoded UUID", `?q=%22${uuid}%22`, [uuid]],
    [
      "escaped JSON",
      String.raw`"{\"id\":\"job_01\",\njob_02\u0022job_03"`,
      ["job_01", "job_02", "job_03"],
    ],
    ["JSON fields", `{"job_id":"job_01","job_type":"parse","job_started_at":1}`, ["job_01"]],
    ["a table", `job_id,type\njob_01,parse\n${uuid};x\n${ulid}\ty`, ["job_01", uuid, ulid]],
    [
      "a curl line",
      `curl -H 'X-API-Key: sk_live_1' 'https://api.bedrock.cv/jobs/job_01'`,
      ["job_01"],
    ],
    [
      "a log line",
      `2026-11-22T12:57:56Z ERROR worker-3 \u001b[31mjob_01\u001b[0m: failed`,
      ["job_01"],
    ],
    ["capital UUIDs", uuid.toUpperCase(), [uuid]],
    ["braces", `{${uuid}} urn:uuid:${otherUuid}`, [uuid, otherUuid]],
    ["a file name", `result-${uuid}.json`, [uuid]],
    ["a lower-case ULID", ulid.toLowerCase(), [ulid]],
    ["each once, in order", `${ulid} job_02 job_01 job_02 ${ulid}`, [ulid, "job_02", "job_01"]],
    ...["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"].map(
      (unseen): [string, string, string[]] => [
        `IDs with U+${unseen.charCodeAt(0).toString(16)} in and around them`,
        `${unseen}job_${unseen}01JAB${unseen}${unseen}CD123${unseen} j${unseen}ob_02 ${uuid.slice(0, 9)}${unseen}${uuid.slice(9)}, ${ulid.slice(0, 5)}${unseen}${ulid.slice(5)}`,
        ["job_01JABCD123", "job_02", uuid, ulid],
      ],
    ),
    [
      "IDs with nothing between them that can be seen",
      `job_01\u200bjob_02 ${uuid}\u200b${otherUuid}\ufeff${ulid}\u200b${ulid.replace("N", "P")}`,
      ["job_01", "job_02", uuid, otherUuid, ulid, ulid.replace("N", "P")],
    ],
    ["text without spaces", "任务job_01完成", ["job_01"]],
  ])("%s", (_, text, ids) => {
    expect(textsIn(text)).toEqual(ids);
  });
});

describe("leaves alone", () => {
  test.each([
    [
      "other Bedrock objects",
      "prj_01JABCD123 drw_01 sht_01 blk_01 ovl_01 req_01 evt_01 org_01 fil_01",
    ],
    ["a ULID behind a prefix", `prj_${ulid} req_${ulid}`],
    ["a UUID behind a prefix", `prj_${uuid}`],
    ["an ID inside a longer word", "myjob_01 sub_job_02"],
    ["names of fields", "job_id job_ids job_type job_status job_finished_at job_timeout_ms"],
    ["paths of fields", "job_ids.0 job_events.0.status"],
    ["UUIDs of other things", `{"workflow_id": "${uuid}"} ?file_id=${otherUuid}`],
    ["a longer run of hex", `${uuid}0`],
    ["a ULID with letters that it lacks", "01JZ8Q4W7M2KX9ABCDEFGHJKMI"],
    ["nothing", ""],
  ])("%s", (_, text) => {
    expect(textsIn(text)).toEqual([]);
  });

  test("the ULID inside a Bedrock ID", () => {
    expect(findJobIds(`job_${ulid}`)).toEqual([{ text: `job_${ulid}`, candidates: ["bedrock"] }]);
  });
});

test("the shape says whose ID it is", () => {
  expect(findJobIds(`job_01 ${uuid} ${ulid}`)).toEqual([
    { text: "job_01", candidates: ["bedrock"] },
    { text: uuid, candidates: ["unstructured"] },
    { text: ulid, candidates: ["figur"] },
  ]);
});

test.each([
  "https://gantry.example/jobs/figur/job_1?view=raw",
  "/api/jobs/figur/job_1/payload",
  "figur:job_1",
  "/watch?job=figur%3Ajob_1",
  "%2Fjobs%2Ffigur%2Fjob_1",
])("the source that %s names wins over the shape", (text) => {
  expect(findJobIds(text)).toEqual([{ text: "job_1", candidates: ["figur"] }]);
  expect(findJobIds(text.replace("job_1", "\u200bjob_1"))).toEqual(findJobIds(text));
});

test("no more than the maximum are found", () => {
  const many = Array.from({ length: 700 }, (_, index) => `job_${index}`).join("\n");
  expect(findJobIds(many)).toHaveLength(500);
  expect(findJobIds(many, { max: 3 }).map((found) => found.text)).toEqual([
    "job_0",
    "job_1",
    "job_2",
  ]);
});

const characterOf = (characters: string) => fc.constantFrom(...Array.from(characters));
const punctuation = fc
  .array(characterOf(" \t\n\r\"'`.,;:!?()[]{}<>|/\\=&%#@*+~^$-_“”«»–—…"), {
    minLength: 1,
    maxLength: 4,
  })
  .map((characters) => characters.join(""));
const hex = characterOf("0123456789abcdef");
const crockford = characterOf("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
const anyId = fc.oneof(
  fc.stringMatching(/^job_0[A-Za-z0-9]{1,20}(?:\.[a-z]{0,2}[0-9]{1,3}){0,2}$/),
  fc
    .array(hex, { minLength: 32, maxLength: 32 })
    .map((digits) => digits.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")),
  fc.array(crockford, { minLength: 25, maxLength: 25 }).map((rest) => `0${rest.join("")}`),
);

test("an ID is found between any punctuation", () => {
  fc.assert(
    fc.property(punctuation, anyId, punctuation, (before, id, after) => {
      expect(textsIn(`${before}${id}${after}`)).toEqual([id]);
      expect(textsIn(`x ${before}${id}${after} y`)).toEqual([id]);
    }),
    { numRuns: 500 },
  );
});

test("no text throws, and each ID found is well formed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      for (const found of findJobIds(text)) expect(explainMalformed(found.text)).toBeUndefined();
      explainMalformed(text);
    }),
  );
});

test.each([
  ["-", "-"],
  ["_", "_"],
  ["-job_", "-job_"],
  ["550e8400-", "550e8400-"],
  ["%25", "%25"],
  ["\\u", "\\u"],
  ["0", "0"],
  ["\u001b[", "\u001b["],
  ["file_id: ", " "],
  ["job_", "job_"],
  ["job_1", ".1"],
  ["job_1.", "a"],
  ["a", "\u200b"],
  ["a", "\u200ba"],
])("a text of many %j takes time in proportion", (unit, filler) => {
  const hostile = (unit + filler.repeat(1_000_000)).slice(0, 5_000_000);
  const started = performance.now();
  findJobIds(hostile);
  explainMalformed(hostile);
  expect(performance.now() - started).toBeLessThan(4_000);
});

test.each([
  ["prj_01", "prj_01 is a project, not a job."],
  [`"drw_01"`, "drw_01 is a drawing, not a job."],
  ["JOB_\u200b01", "A Bedrock job ID begins with job_ in small letters."],
  ["job_", "Nothing follows the prefix: a Bedrock job ID goes on after job_."],
  ["JOB_01", "A Bedrock job ID begins with job_ in small letters."],
  ["job-01", "A Bedrock job ID begins with job and an underscore: job_."],
  [uuid.slice(0, -1), "A UUID has 32 digits and letters, this has 31."],
  [uuid.replaceAll("-", ""), "A UUID is written with dashes: 8-4-4-4-12 characters."],
  [uuid.replace("e", "g"), "A UUID has only the digits 0 to 9 and the letters a to f."],
  [
    "550e840-0e29b-41d4-a716-446655440000",
    "A UUID has its dashes after 8, 12, 16 and 20 characters.",
  ],
  [ulid.slice(0, -1), "A ULID has 26 characters, this has 25."],
  ["01JZ8Q4W7M2KX9ABCDEFGHJKMI", "A ULID has none of the letters I, L, O and U."],
])("%s is malformed: %s", (text, reason) => {
  expect(explainMalformed(text)).toBe(reason);
});

test.each(["job_01", "job_\u200b01\ufeff", uuid, uuid.toUpperCase(), ulid, ulid.toLowerCase()])(
  "%s is no malformed ID",
  (text) => {
    expect(explainMalformed(text)).toBeUndefined();
  },
);

test.each(["", "overlay", "overlay.generate", "two words", "drawing_preprocess", "2026-11-22"])(
  "%j is not meant as an ID",
  (text) => {
    expect(explainMalformed(text)).toBeUndefined();
  },
);
