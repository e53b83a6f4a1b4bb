import { isSourceName, type SourceName } from "../job.ts";
import { isBedrockId, maxIdLength } from "./id-shapes.ts";

export type FoundId = { text: string; candidates: SourceName[] };

const maxInput = 1_000_000;
const maxKeyLength = 48;

/** A dot goes on with a Bedrock ID where a digit follows: `job_cmp.01`, not `job_01.json` or `job_01.status`. */
const runs =
  /[A-Za-z0-9_-]*job_[A-Za-z0-9_-]*(?:\.(?!job_)(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]+)*|[A-Za-z0-9_-]+/g;

const uuid =
  /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/gi;
const ulid = /(?<![0-9a-z])[0-7][0-9A-HJKMNP-TV-Z]{25}(?![0-9a-z])/gi;
const otherPrefix = /^[a-z]{2,12}_[0-9a-z]/i;
const bedrockId = /^job_[A-Za-z0-9]/;
/** Names of fields that begin like an ID: `job_id`, `job_type`, `job_started_at`. */
const fieldName =
  /^job_(?:[a-z]{1,20}_){0,4}(?:ids?|keys?|types?|status|state|name|count|errors?|events?|payload|results?|queue|urls?|kind|at|ms)(?:\.|$)/;
const foreignKey =
  /(?:workflow|node|file|record|request|trace)_?id["'\\]*\s*(?:[:=]|%3d|%3a)\s*["'\\]*$/i;
const ownedBy = /(?:\/jobs\/|%2fjobs%2f|\b)(bedrock|unstructured|figur)(\/|:|%2f|%3a)$/i;
/** Zero-width spaces, joiners and soft hyphens, which chats and web pages put into long words. */
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]+/g;
const idLength = 36;
const endsWithId = /(?:-[0-9a-f]{12}|(?<![0-9a-z])[0-9a-z]{26})$/i;
const beginsWithId = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-z]{26}(?![0-9a-z]))/i;
const terminalColour = new RegExp(String.raw`\u001b\[[0-9;]{0,20}m`, "g");

/**
 * The job IDs in any text a person may paste (an ID, a URL, a log line, a table), in order and
 * each once. UUIDs come back in small letters and ULIDs in capitals, as their sources write them.
 * Reads the first million characters, in time proportional to them.
 */
export function findJobIds(text: string, { max = 500 }: { max?: number } = {}): FoundId[] {
  const found = new Map<string, FoundId>();
  for (const { ids } of readRuns(text)) {
    for (const id of ids) if (found.size < max && !found.has(id.text)) found.set(id.text, id);
    if (found.size >= max) break;
  }
  return [...found.values()];
}

/** Of a text's first million characters each run of those that an ID is made of, with what stands before it and its IDs. */
export function* readRuns(
  text: string,
): Generator<{ run: string; before: string; ids: FoundId[] }> {
  const input = joinWords(text.slice(0, maxInput).replace(terminalColour, " "));
  for (const { 0: run, index } of input.matchAll(runs)) {
    const start = input.slice(Math.max(0, index - maxKeyLength), index);
    const { ids, lead } = readRun(run, start);
    const before = start + lead;
    const own = ids.filter(([, source]) => source === "bedrock" || !foreignKey.test(before));
    yield {
      run,
      before,
      ids: own.map(([id, source]) => ({ text: id, candidates: [ownerOf(before) ?? source] })),
    };
  }
}

/** Without what cannot be seen: in a word it goes, between two IDs it becomes a space. */
function joinWords(text: string): string {
  return text.replace(unseen, (run, at: number) => {
    const before = text.slice(Math.max(0, at - idLength), at);
    const after = text.slice(at + run.length, at + run.length + idLength);
    const isBetween = after.startsWith("job_")
      ? /[0-9a-z]$/i.test(before) && !/%[0-9a-f]{2}$/i.test(before)
      : endsWithId.test(before) && beginsWithId.test(after);
    return isBetween ? " " : "";
  });
}

/** Why a token that was meant as a job ID is none, as a sentence; undefined when it is one, or was not meant so. */
export function explainMalformed(text: string): string | undefined {
  const token = toToken(text);
  return token === undefined || isJobId(token) ? undefined : reasonOf(token);
}

function isJobId(token: string): boolean {
  return readRun(token, "").ids.some(([id]) => id.toLowerCase() === token.toLowerCase());
}

type Reading = { ids: [string, SourceName][]; lead: string };

/** `lead` is what the run begins with that belongs to the text before its IDs. */
function readRun(run: string, before: string): Reading {
  for (const rest of readingsOf(run, before)) {
    const ids = idsIn(trimmed(rest));
    if (ids.length > 0) return { ids, lead: run.slice(0, run.length - rest.length) };
  }
  return { ids: [], lead: "" };
}

/** What may stand at the start of a run and be no part of it: `%20`, `%2520`, `\n`, `\u0022`. */
function readingsOf(run: string, before: string): string[] {
  if (before.endsWith("%")) {
    const code = /^(?:25){0,2}[0-9a-f]{2}/i.exec(run);
    return code ? [run.slice(code[0].length), run.slice(2), run] : [run];
  }
  if (before.endsWith("\\")) {
    const escape = /^(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[bfnrtv])/i.exec(run);
    return escape ? [run.slice(escape[0].length), run] : [run];
  }
  return [run];
}

function idsIn(run: string): [string, SourceName][] {
  if (otherPrefix.test(run) || run.includes("-job_")) {
    return run.split(/-(?=job_)/).flatMap((part): [string, SourceName][] => {
      const id = trimmed(part);
      const isId = isBedrockId(id) && bedrockId.test(id) && !fieldName.test(id);
      return isId ? [[id, "bedrock"]] : [];
    });
  }
  const uuids = run.match(uuid) ?? [];
  if (uuids.length > 0) return uuids.map((id) => [id.toLowerCase(), "unstructured"]);
  return (run.match(ulid) ?? []).map((id) => [id.toUpperCase(), "figur"]);
}

/** The source that a Gantry address or key names: `/jobs/figur/…`, `figur:…`. */
function ownerOf(before: string): SourceName | undefined {
  const match = ownedBy.exec(before);
  const name = match?.[1]?.toLowerCase();
  const isPath = match?.[2] === "/" || match?.[2]?.toLowerCase() === "%2f";
  if (name === undefined || (isPath && !/jobs/i.test(match?.[0] ?? ""))) return undefined;
  return isSourceName(name) ? name : undefined;
}

function trimmed(run: string): string {
  let start = 0;
  let end = run.length;
  while (start < end && isJoint(run[start])) start += 1;
  while (end > start && isJoint(run[end - 1])) end -= 1;
  return run.slice(start, end);
}

function isJoint(character: string | undefined): boolean {
  return character === "-" || character === "_";
}

function toToken(text: string): string | undefined {
  if (text.length > 1_000) return undefined;
  const token = joinWords(text)
    .trim()
    .replace(/^["'`<([{]{1,3}|["'`>)\]},;.]{1,3}$/g, "");
  return /^[A-Za-z0-9_-]{3,200}$/.test(token) ? token : undefined;
}

const bedrockObjects: Readonly<Record<string, string>> = {
  org: "an organization",
  prj: "a project",
  drw: "a drawing",
  sht: "a sheet",
  blk: "a block",
  ftr: "a feature",
  ovl: "an overlay",
  fil: "a file",
  evt: "an event",
  req: "a request",
};

function reasonOf(token: string): string | undefined {
  const prefix = /^([a-z]{3})_/i.exec(token)?.[1]?.toLowerCase();
  const object = prefix === undefined ? undefined : bedrockObjects[prefix];
  if (object !== undefined) return `${token} is ${object}, not a job.`;
  if (/^job[_-]*$/i.test(token))
    return "Nothing follows the prefix: a Bedrock job ID goes on after job_.";
  if (fieldName.test(token)) return undefined;
  if (token.length > maxIdLength) return `No job ID is longer than ${maxIdLength} characters.`;
  if (/^job_/i.test(token)) return "A Bedrock job ID begins with job_ in small letters.";
  if (/^job-?(?=[A-Z]*[0-9])/i.test(token))
    return "A Bedrock job ID begins with job and an underscore: job_.";
  return reasonOfUuid(token) ?? reasonOfUlid(token);
}

function reasonOfUuid(token: string): string | undefined {
  const digits = token.replaceAll("-", "");
  const groups = token.split("-");
  const hexGroups = groups.filter((group) => /^[0-9a-f]*$/i.test(group)).length;
  if (/^[0-9a-f]{32}$/i.test(token)) return "A UUID is written with dashes: 8-4-4-4-12 characters.";
  if (groups.length < 3 || digits.length < 16 || hexGroups < 3) return undefined;
  if (hexGroups < groups.length) return "A UUID has only the digits 0 to 9 and the letters a to f.";
  if (digits.length !== 32) return `A UUID has 32 digits and letters, this has ${digits.length}.`;
  return "A UUID has its dashes after 8, 12, 16 and 20 characters.";
}

function reasonOfUlid(token: string): string | undefined {
  if (!/^0(?=\d*[a-z])[0-9a-z]{19,31}$/i.test(token)) return undefined;
  if (token.length !== 26) return `A ULID has 26 characters, this has ${token.length}.`;
  return "A ULID has none of the letters I, L, O and U.";
}
