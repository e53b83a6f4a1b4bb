import { answerCall, type Call } from "#components/payload/ask-worker.ts";
import { readJson } from "#components/payload/read-json.ts";
import { rowSign, type DiffRows } from "#lib/domain/json-diff/diff-row-table.ts";
import { listDiffRows } from "#lib/domain/json-diff/diff-rows.ts";
import { diffJson, type JsonDiff } from "#lib/domain/json-diff/diff.ts";
import type { JsonModel } from "#lib/domain/json/model.ts";
import type { JsonParse } from "#lib/domain/json/parse.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import { readDiffRow, type DiffRow } from "#lib/domain/json-diff/read-diff-row.ts";
import type { DiffNote, DiffQuestion, DiffStart, DiffView } from "./diff-messages.ts";
import { toMessage } from "#lib/domain/to-message.ts";

let diff: JsonDiff | undefined;
const listed = new Map<DiffView, DiffRows>();

self.addEventListener("message", async ({ data }: MessageEvent<DiffStart | Call<DiffQuestion>>) => {
  if ("question" in data) return answerCall(data, answer);
  try {
    const [a, b] = await readBoth(data.hrefs);
    const isMasked = (written: string) => written.includes(maskMark);
    diff = diffJson(a, b, a.text.includes(maskMark) ? { isMasked } : {});
    post({ kind: "ready", counts: diff.counts, rowCount: list(diff, "differences").size });
  } catch (error) {
    post({ kind: "failed", reason: toMessage(error) });
  }
});

async function readBoth({ a, b }: { a: string; b: string }): Promise<[JsonModel, JsonModel]> {
  const received = { a: 0, b: 0 };
  const read = async (side: "a" | "b", href: string) => {
    const { parsed } = await readJson(href, (bytes) => {
      received[side] = bytes;
      post({ kind: "progress", receivedBytes: received.a + received.b });
    });
    return toModel(parsed, side.toUpperCase());
  };
  return Promise.all([read("a", a), read("b", b)]);
}

function toModel(parsed: JsonParse, side: string): JsonModel {
  if (parsed.ok) return parsed.model;
  const { line, column } = parsed.fault;
  throw new Error(`What ${side} has is not JSON from line ${line}, column ${column} on.`);
}

function answer(question: DiffQuestion): number | DiffRow[] | undefined {
  if (!diff) return undefined;
  const held = diff;
  const rows = list(held, question.view);
  if (question.kind === "count") return rows.size;
  if (question.kind === "find") return findDifference(rows, question);
  const { from } = question;
  const length = Math.max(0, Math.min(question.to, rows.size) - from);
  return Array.from({ length }, (_, index) => readDiffRow(held, rows, from + index));
}

function list(diff: JsonDiff, view: DiffView): DiffRows {
  const rows = listed.get(view) ?? listDiffRows(diff, view === "differences");
  listed.set(view, rows);
  return rows;
}

/** The first line of the next stretch of differences, or -1. */
function findDifference(rows: DiffRows, { from, step }: { from: number; step: 1 | -1 }): number {
  const isDifferent = (at: number) => {
    const sign = rows.sign[at];
    return sign !== undefined && sign !== rowSign.same && sign !== rowSign.gap;
  };
  for (let at = from + step; at >= 0 && at < rows.size; at += step)
    if (isDifferent(at) && !isDifferent(at - 1)) return at;
  return -1;
}

function post(message: DiffNote): void {
  self.postMessage(message);
}
