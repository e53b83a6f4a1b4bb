import { cell, noNode, pathOf } from "./model.ts";
import type { JsonModel } from "./model.ts";

/** For jq: `.options["odd key"][3]`. */
export function toJqPath(model: JsonModel, node: number): string {
  const path = pathOf(model, node).slice(1);
  return path.startsWith(".") ? path : `.${path}`;
}

/** Places from the root down, which tell repeated keys apart. */
export function toPlaces(model: JsonModel, node: number): number[] {
  const places: number[] = [];
  for (let at = node; cell(model.parent, at) !== noNode; at = cell(model.parent, at))
    places.push(cell(model.position, at));
  return places.toReversed();
}

/** One step of a path: a key as JSON would give it, the one that comes so often of equal ones, a place, any, or any number of them. */
export type PathStep =
  | { key: string; time?: number }
  | { place: number }
  | { any: true }
  | { deep: true };

/** `isWhole` where it begins at the root. */
export type JsonPath = { steps: readonly PathStep[]; isWhole: boolean };

const step =
  /\.?\[\s*(?:(\d+)|("(?:[^"\\]|\\.)*")(?:~(\d+))?|'((?:[^'\\]|\\.)*)'|(\*))\s*\]|\.?(\*)|\.?([^.[\]\s"']+)/y;

/**
 * The steps of a JSONPath or jq path, or of its end (`bounds.x_min`, `[3].id`, `$..id`); null for any other text.
 * Where keys repeat, `["id"~2]` is the second of them, which no standard has a way to name.
 */
export function parsePath(text: string): JsonPath | null {
  const trimmed = text.trim();
  const isWhole = trimmed.startsWith("$");
  const rest = isWhole ? trimmed.slice(1) : trimmed;
  const steps: PathStep[] = [];
  step.lastIndex = 0;
  for (let at = 0; at < rest.length; at = step.lastIndex) {
    const isDeep = rest.startsWith("..", at);
    if (isDeep) steps.push({ deep: true });
    step.lastIndex = isDeep ? at + 1 : at;
    const match = step.exec(rest);
    if (!match || match[0] === "") return null;
    const [, place, quoted, time, single, anyItem, any, name] = match;
    if (place !== undefined) steps.push({ place: Number(place) });
    else if (quoted !== undefined)
      steps.push({ key: parseKey(quoted), ...(time !== undefined && { time: Number(time) }) });
    else if (single !== undefined) steps.push({ key: parseKey(`"${toDoubleQuoted(single)}"`) });
    else if (name !== undefined) steps.push({ key: name });
    else if (anyItem ?? any) steps.push({ any: true });
  }
  return steps.length === 0 && !isWhole ? null : { steps, isWhole };
}

/** The inside of a string in single quotes (RFC 9535) as it stands in double ones. */
function toDoubleQuoted(inside: string): string {
  return inside.replaceAll(/\\.|"/g, (written) =>
    written === '"' ? String.raw`\"` : written === String.raw`\'` ? "'" : written,
  );
}

/** A JSON string as `JSON.parse` gives it; as written where it is none. */
export function parseKey(written: string): string {
  try {
    return String(JSON.parse(written));
  } catch {
    return written;
  }
}
