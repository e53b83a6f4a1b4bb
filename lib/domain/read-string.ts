import { toAddressEnd } from "./address-end.ts";

/** What a string turns out to be, beside being a string. */
export type StringReading =
  | { kind: "lines"; lineCount: number }
  | { kind: "json"; text: string }
  | { kind: "base64"; bytes: number; mediaType: string | null }
  | { kind: "url"; href: string; isImage: boolean; expiresAt: number | null }
  | { kind: "storage" }
  | { kind: "time"; at: number }
  | { kind: "job"; href: string }
  | { kind: "id"; query: string };

const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const jobId = /^job_\w{1,100}$/;
const otherId =
  /^(?:[a-z]{2,8}_[0-9A-Za-z]{6,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-7][0-9A-HJKMNP-TV-Z]{25})$/;
const imageName = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i;
const base64 = /^(?:[A-Za-z0-9+/]{4}){16,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const base64Url = /^(?=.*[-_])(?=.*\d)[\w-]{64,}={0,2}$/;
/** From one kind of character to another: every second or third of a packed text, few of a name's. */
const turn = /[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[A-Za-z])/g;
/** `sk_…`, `blk_…` */
const idPrefix = /^[a-z]{2,8}_/;
const dataUrl = /^data:([\w.+/-]{1,100})?(?:;[\w=.-]{1,60}){0,4};base64,/;
/** How files begin, in base64. */
const signatures = [
  ["iVBORw0KGgo", "image/png"],
  ["/9j/", "image/jpeg"],
  ["R0lGOD", "image/gif"],
  ["UklGR", "image/webp"],
  ["JVBERi0", "application/pdf"],
  ["UEsDB", "application/zip"],
  ["H4sI", "application/gzip"],
] as const;

/** What a string of a payload says, the most telling reading first. */
export function readString(text: string): StringReading[] {
  const trimmed = text.trim();
  const readings: StringReading[] = [];
  if (/^[{[]/.test(trimmed) && isJson(trimmed)) readings.push({ kind: "json", text });
  const link = readUrl(trimmed);
  if (link) readings.push(link);
  if (/^gs:\/\/|^s3:\/\//.test(trimmed)) readings.push({ kind: "storage" });
  const at = readTime(text);
  if (at !== null) readings.push({ kind: "time", at });
  if (jobId.test(text)) readings.push({ kind: "job", href: `/jobs/bedrock/${text}` });
  else if (otherId.test(text)) readings.push({ kind: "id", query: text });
  const packed = readBase64(trimmed);
  if (packed) readings.push(packed);
  const lineCount = text.split("\n").length;
  if (lineCount > 1) readings.push({ kind: "lines", lineCount });
  return readings;
}

/** Null for what is no time, a thirtieth of February for one. */
function readTime(text: string): number | null {
  const [, year, month, day] = isoTime.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const at = Date.parse(text);
  return day > lastDay || Number.isNaN(at) ? null : at;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function readUrl(text: string): StringReading | null {
  if (!/^https?:\/\/\S{1,8000}$/.test(text)) return null;
  const url = URL.parse(text);
  if (!url) return null;
  return {
    kind: "url",
    href: url.href,
    isImage: imageName.test(url.pathname),
    expiresAt: toAddressEnd(url.href),
  };
}

function readBase64(text: string): StringReading | null {
  const header = dataUrl.exec(text);
  const data = header ? text.slice(header[0].length) : text;
  const isPlain = base64.test(data) && /[^0-9a-f]/i.test(data);
  if (!header && !isPlain && !isBase64Url(data)) return null;
  const plain = toPlainBase64(data);
  const padding = /={0,2}$/.exec(data)?.[0].length ?? 0;
  const found = signatures.find(([start]) => plain.startsWith(start));
  return {
    kind: "base64",
    bytes: Math.floor((data.length * 3) / 4) - padding,
    mediaType: header?.[1] ?? found?.[1] ?? null,
  };
}

/** Base64 in the letters of addresses (RFC 4648), told from words, names and IDs that have the same. */
function isBase64Url(text: string): boolean {
  if (!base64Url.test(text) || idPrefix.test(text)) return false;
  return (text.match(turn)?.length ?? 0) * 4 > text.length;
}

/** Base64 in its usual letters, which alone a browser takes. */
export function toPlainBase64(text: string): string {
  return text.replaceAll("-", "+").replaceAll("_", "/");
}
