import { cell, keyOf } from "./model.ts";
import { jsonKind } from "./kind.ts";
import { toKeyLabel } from "./key.ts";
import type { JsonModel } from "./model.ts";

const membersMax = 4;
const scalarMax = 24;
const previewMax = 56;
/** The first half of a character, which a cut may leave behind. */
const loneHalf = /[\uD800-\uDBFF]$/;

/**
 * What a container begins with, on one line: `id: "WD7", width: 900, …`. As written, long values cut,
 * and containers in it as `{…}` or `[…]`. Empty where not even the first member fits.
 */
export function previewNode(model: JsonModel, node: number): string {
  const end = cell(model.next, node);
  let preview = "";
  let child = node + 1;
  for (let shown = 0; child < end && shown < membersMax; shown++) {
    const member = (preview === "" ? "" : ", ") + toMember(model, child);
    if (preview.length + member.length > previewMax) break;
    preview += member;
    child = cell(model.next, child);
  }
  return preview !== "" && child < end ? `${preview}, …` : preview;
}

function toMember(model: JsonModel, node: number): string {
  const key = toKeyLabel(keyOf(model, node));
  const value = toValue(model, node);
  return key === "" ? value : `${key}: ${value}`;
}

function toValue(model: JsonModel, node: number): string {
  const kind = cell(model.kind, node);
  const isEmpty = cell(model.count, node) === 0;
  if (kind === jsonKind.object) return isEmpty ? "{}" : "{…}";
  if (kind === jsonKind.array) return isEmpty ? "[]" : "[…]";
  const start = cell(model.start, node);
  const end = cell(model.end, node);
  return end - start <= scalarMax
    ? model.text.slice(start, end)
    : `${model.text.slice(start, start + scalarMax).replace(loneHalf, "")}…`;
}
