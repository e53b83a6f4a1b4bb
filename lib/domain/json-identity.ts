import { cell, isContainer, textOf } from "./json-model.ts";
import { jsonKind } from "./json-kind.ts";
import type { Column, JsonModel } from "./json-model.ts";
import { canonicalKeyOf, childrenOf, toCanonical } from "./json-same.ts";

/** Members that may name an item, the best first. */
const identityKeys = [
  /^"id"$/,
  /^"(?:uuid|guid|key|ref|code)"$/i,
  /(?:_id|Id)"$/,
  /^"(?:path|file|url|uri)"$/i,
  /^"(?:name|label|title)"$/i,
];

/** An item with more members is not searched for its name. */
const membersMax = 200;

/**
 * What tells the items of two arrays apart: for objects a member that every item has and none
 * shares, for strings the string itself. Undefined where there is none, or none is on both sides.
 */
export function findItemIdentities(
  a: JsonModel,
  lefts: Column,
  b: JsonModel,
  rights: Column,
): { left: string[]; right: string[] } | undefined {
  if (lefts.length === 0 || rights.length === 0) return undefined;
  for (const readIdentity of listCandidates(a, cell(lefts, 0))) {
    const left = readAll(a, lefts, readIdentity);
    const right = left && readAll(b, rights, readIdentity);
    if (!left || !right) continue;
    const known = new Set(left);
    if (right.some((id) => known.has(id))) return { left, right };
  }
  return undefined;
}

type ReadIdentity = (model: JsonModel, item: number) => string | undefined;

function listCandidates(model: JsonModel, item: number): ReadIdentity[] {
  const kind = cell(model.kind, item);
  if (kind === jsonKind.string) return [readString];
  if (kind !== jsonKind.object || cell(model.count, item) > membersMax) return [];
  const keys = Array.from(childrenOf(model, item), (member) => canonicalKeyOf(model, member));
  return identityKeys.flatMap((pattern) =>
    keys
      .filter((key) => pattern.test(key))
      .map(
        (key): ReadIdentity =>
          (model, item) =>
            readMember(model, item, key),
      ),
  );
}

function readAll(
  model: JsonModel,
  items: Column,
  readIdentity: ReadIdentity,
): string[] | undefined {
  const ids = new Set<string>();
  for (const item of items) {
    const id = readIdentity(model, item);
    if (id === undefined || ids.has(id)) return undefined;
    ids.add(id);
  }
  return [...ids];
}

function readString(model: JsonModel, item: number): string | undefined {
  return cell(model.kind, item) === jsonKind.string ? toCanonical(textOf(model, item)) : undefined;
}

function readMember(model: JsonModel, item: number, key: string): string | undefined {
  if (cell(model.kind, item) !== jsonKind.object || cell(model.count, item) > membersMax)
    return undefined;
  let member = item + 1;
  for (let index = 0; index < cell(model.count, item); index++) {
    if (canonicalKeyOf(model, member) === key)
      return isContainer(model, member) ? undefined : toCanonical(textOf(model, member));
    member = cell(model.next, member);
  }
  return undefined;
}
