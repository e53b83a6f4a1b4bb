export type ShapeKind = "object" | "array" | "string" | "number" | "word";

/** What a value is, how many members it has, and how long it is written. */
export type ValueShape = { kind: ShapeKind; count: number; bytes: number };

/** A JSON text from afar: the root, and its first members, with their keys as written where they have some. */
export type JsonShape = ValueShape & { members: (ValueShape & { key: string | null })[] };

const maxMembers = 50;
const maxKeyBytes = 200;

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;

/** Reads a text in pieces and keeps nothing of it but its shape. Of a text that is no JSON the shape means nothing. */
export function createShapeReader() {
  const decoder = new TextDecoder();
  const root: JsonShape = { kind: "word", count: 0, bytes: 0, members: [] };
  let depth = 0;
  let offset = 0;
  let isInString = false;
  let isEscaped = false;
  /** Bytes of a key of the root, while it is read. */
  let key: number[] | null = null;
  let keyText: string | null = null;
  let member: (ValueShape & { key: string | null }) | null = null;
  let memberStart = 0;

  function beginValue(byte: number): void {
    const kind = kindOf(byte);
    if (depth === 0 && root.bytes === 0) {
      root.kind = kind;
      root.bytes = 1;
    } else if (depth === 1 && !(root.kind === "object" && keyText === null)) {
      root.count += 1;
      member = { key: keyText, kind, count: 0, bytes: 0 };
      memberStart = offset;
    } else if (depth === 2 && member?.count === 0) member.count = 1;
  }

  function endMember(): void {
    if (!member) return;
    member.bytes = offset - memberStart;
    if (root.members.length < maxMembers) root.members.push(member);
    member = null;
    keyText = null;
  }

  function readByte(byte: number): void {
    if (isInString) {
      if (isEscaped) isEscaped = false;
      else if (byte === backslash) isEscaped = true;
      else if (byte === quote) isInString = false;
      if (key && isInString && key.length < maxKeyBytes) key.push(byte);
      if (key && !isInString) {
        keyText = decoder.decode(Uint8Array.from(key));
        key = null;
      }
      return;
    }
    if (isSpace(byte) || byte === colon) return;
    if (byte === comma) {
      if (depth === 1) endMember();
      if (depth === 2 && member) member.count += 1;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 1) endMember();
      depth -= 1;
    } else if (byte === quote && depth === 1 && root.kind === "object" && keyText === null) {
      key = [];
      isInString = true;
    } else if (depth < 3 && (member === null || depth === 2)) beginValue(byte);
    if (byte === quote) isInString = true;
    if (byte === 0x7b || byte === 0x5b) depth += 1;
  }

  /** Where the string that is being read ends, or the bytes do. */
  function passString(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (isEscaped) isEscaped = false;
      else if (byte === backslash) isEscaped = true;
      else if (byte === quote) return at;
    }
    return bytes.length;
  }

  /** Inside a member only its own commas count. Answers where a string begins, where the member ends, or the bytes do. */
  function passInside(bytes: Uint8Array, from: number): number {
    let level = depth;
    let commas = 0;
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === quote) break;
      if (byte === comma) commas += level === 2 ? 1 : 0;
      else if (byte === 0x7b || byte === 0x5b) level += 1;
      else if (byte === 0x7d || byte === 0x5d) {
        if (level === 2) break;
        level -= 1;
      }
    }
    depth = level;
    if (member) member.count += commas;
    return at;
  }

  return {
    push(bytes: Uint8Array): void {
      const before = offset;
      for (let at = 0; at < bytes.length; at++) {
        if (isInString) at = key ? at : passString(bytes, at);
        else if (depth > 2 || (depth === 2 && member !== null && member.count > 0))
          at = passInside(bytes, at);
        offset = before + at;
        const byte = bytes[at];
        if (byte !== undefined) readByte(byte);
      }
      offset = before + bytes.length;
    },
    end: (): JsonShape => ({ ...root, bytes: offset }),
  };
}

function kindOf(byte: number): ShapeKind {
  if (byte === 0x7b) return "object";
  if (byte === 0x5b) return "array";
  if (byte === quote) return "string";
  return byte === 0x2d || (byte >= 0x30 && byte <= 0x39) ? "number" : "word";
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
