import { rowForm, rowSign, type DiffRows } from "./diff-row-table.ts";
import type { JsonDiff } from "./diff.ts";
import { cell, isContainer, keyOf, noNode, textOf } from "../json/model.ts";
import { jsonKind } from "../json/kind.ts";
import { toKeyLabel } from "../json/key.ts";
import type { JsonModel } from "../json/model.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

/** One line of a diff as it is drawn. */
export type DiffRow = {
  sign: keyof typeof rowSign;
  depth: number;
  /** Without quotes where it is a plain name; empty for items, and for closing brackets. */
  key: string;
  /** `null` for brackets and gaps. */
  kind: "string" | "number" | "word" | null;
  text: string;
  note: string;
};

const textCharsMax = 400;
/** Of a long text, what is shown before its first difference. */
const leadChars = 60;
const nameCharsMax = 60;
const signs: Record<number, DiffRow["sign"]> = {
  [rowSign.same]: "same",
  [rowSign.removed]: "removed",
  [rowSign.added]: "added",
  [rowSign.gap]: "gap",
  [rowSign.moved]: "moved",
  [rowSign.masked]: "masked",
};
const scalarKinds: Record<number, DiffRow["kind"]> = {
  [jsonKind.string]: "string",
  [jsonKind.number]: "number",
  [jsonKind.word]: "word",
};

export function readDiffRow(diff: JsonDiff, rows: DiffRows, index: number): DiffRow {
  const sign = signs[cell(rows.sign, index)] ?? "same";
  const node = cell(rows.node, index);
  const form = cell(rows.form, index);
  const row = { sign, depth: cell(rows.depth, index), key: "", kind: null, text: "", note: "" };
  if (sign === "gap") return { ...row, text: toGap(cell(rows.extra, index), form) };
  const model = sign === "removed" ? diff.a : diff.b;
  const kind = cell(model.kind, node);
  if (form === rowForm.closing) return { ...row, text: kind === jsonKind.object ? "}" : "]" };
  const key = keyOf(model, node);
  const isChanged = sign === "removed" || sign === "added";
  const other = isChanged ? toPartnerText(diff, sign, cell(rows.extra, index)) : null;
  return {
    ...row,
    key: key === "" ? "" : shorten(toKeyLabel(key), null),
    kind: scalarKinds[kind] ?? null,
    text: isContainer(model, node)
      ? toBracket(model, node, form)
      : shorten(textOf(model, node), other),
    note: toNote(diff, sign, node, cell(rows.extra, index)),
  };
}

function toGap(count: number, form: number): string {
  const counted = count.toLocaleString("en");
  return form === rowForm.cut ? `${counted} more not drawn` : `${counted} unchanged`;
}

function toNote({ a, b }: JsonDiff, sign: DiffRow["sign"], node: number, left: number): string {
  if (sign === "masked") return "masked on both sides: whether they are equal is not known";
  if (sign !== "moved" || left === noNode) return "";
  return `moved from [${cell(a.position, left)}] to [${cell(b.position, node)}]`;
}

function toBracket(model: JsonModel, node: number, form: number): string {
  const isObject = cell(model.kind, node) === jsonKind.object;
  if (form !== rowForm.folded) return isObject ? "{" : "[";
  const count = cell(model.count, node);
  if (count === 0) return isObject ? "{}" : "[]";
  const noun = `${isObject ? "key" : "item"}${count === 1 ? "" : "s"}`;
  const inside = toInside(model, node, `${count.toLocaleString("en")} ${noun}`);
  return isObject ? `{ ${inside} }` : `[ ${inside} ]`;
}

/** What is inside in few words; of an object also its first member, which often names it. */
function toInside(model: JsonModel, node: number, counted: string): string {
  const first = node + 1;
  const key = keyOf(model, first);
  if (key === "" || isContainer(model, first) || cell(model.count, node) === 1) return counted;
  const value = textOf(model, first);
  return value.length > nameCharsMax
    ? counted
    : toVisibleText(`${toKeyLabel(key)}: ${value}, … ${counted}`);
}

/** What a changed string, number or word is on the other side; null where it has no such partner. */
function toPartnerText({ a, b }: JsonDiff, sign: DiffRow["sign"], partner: number): string | null {
  const model = sign === "removed" ? b : a;
  return partner === noNode || isContainer(model, partner) ? null : textOf(model, partner);
}

/** A long text is cut to its beginning, or to where it begins to differ from `other`. */
function shorten(text: string, other: string | null): string {
  if (text.length <= textCharsMax) return toVisibleText(text);
  const difference = other === null ? 0 : findDifference(text, other);
  const from = difference < textCharsMax - leadChars ? 0 : difference - leadChars;
  const shown = toVisibleText(text.slice(from, from + textCharsMax).toWellFormed());
  const rest = from + textCharsMax < text.length ? "…" : "";
  const where = from === 0 ? "" : `, from ${(from + 1).toLocaleString("en")} on`;
  return `${from === 0 ? "" : "…"}${shown}${rest} (${text.length.toLocaleString("en")} characters${where})`;
}

function findDifference(text: string, other: string): number {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at++;
  return at;
}
