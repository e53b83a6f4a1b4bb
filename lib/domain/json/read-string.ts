import { toAddressEnd } from "../address-end.ts";
import { isBedrockId } from "../paste/id-shapes.ts";

/** What a string turns out to be, beside being a string. */
export type StringReading =
  | { kind: "json"; text: string }
  | { kind: "base64"; bytes: number; mediaType: string | null }
  | { kind: "url"; href: string; isImage: boolean; expiresAt: number | null }
  | { kind: "storage" }
  /** `at` is null where no zone is given, so that it may be any clock's. */
  | { kind: "time"; at: number | null }
  | { kind: "job"; href: string }
  | { kind: "id"; query: string };

const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?: ?(?:(Z|UTC)|([+-]\d{2})(?::?(\d{2}))?))?$/;
const otherId =
  /^(?:[a-z]{2,8}_[0-9A-Za-z]{6,64}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-7][0-9A-HJKMNP-TV-Z]{25})$/;
const imageName = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i;
const base64 = /^(?:[A-Za-z0-9+/]{4}){16,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const unpadded = /^(?=.*\d)[A-Za-z0-9+/]{64,}$/;
/** Lines of equal length, as MIME and PEM have them, and a last one. */
const wrapped = /^([A-Za-z0-9+/]{40,120})(?:\r?\n[A-Za-z0-9+/]+)*={0,2}$/;
const base64Url = /^(?=.*[-_])(?=.*\d)[\w-]{64,}={0,2}$/;
/** From one kind of character to another: every second or third of a packed text, few of a name's. */
const turn = /[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[A-Za-z])/g;
const mixedMax = 4_096;
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
  const time = readTime(text);
  if (time) readings.push(time);
  if (isBedrockId(text)) readings.push({ kind: "job", href: `/jobs/bedrock/${text}` });
  else if (otherId.test(text)) readings.push({ kind: "id", query: text });
  const packed = readBase64(trimmed);
  if (packed) readings.push(packed);
  return readings;
}

/** Null for what is no time, a thirtieth of February for one. */
function readTime(text: string): StringReading | null {
  const [, year, month, day, time, utc, hours, minutes = "00"] = isoTime.exec(text) ?? [];
  if (day === undefined) return null;
  const offset = hours === undefined ? "Z" : `${hours}:${minutes}`;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const at = Date.parse(`${year}-${month}-${day}T${time}${offset}`);
  if (Number(day) > lastDay || Number.isNaN(at)) return null;
  return { kind: "time", at: utc === undefined && hours === undefined ? null : at };
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
    isImage: imageName.test(url.pathname) || isServedAsImage(url),
    expiresAt: toAddressEnd(url.href),
  };
}

/** Whether a presigned address has its answer called an image: Amazon's and Google's parameter, Azure's. */
function isServedAsImage({ searchParams }: URL): boolean {
  const type = searchParams.get("response-content-type") ?? searchParams.get("rsct");
  return type?.startsWith("image/") ?? false;
}

function readBase64(text: string): StringReading | null {
  const header = dataUrl.exec(text);
  const data = header ? text.slice(header[0].length).replaceAll(/\s/g, "") : unwrap(text);
  const isBare = (unpadded.test(data) && data.length % 4 !== 1) || base64Url.test(data);
  const isPacked = /[^0-9a-f]/i.test(data) && (base64.test(data) || (isBare && isMixed(data)));
  if (!header && !isPacked) return null;
  const plain = toPlainBase64(data);
  const padding = /={0,2}$/.exec(data)?.[0].length ?? 0;
  const found = signatures.find(([start]) => plain.startsWith(start));
  return {
    kind: "base64",
    bytes: Math.floor((data.length * 3) / 4) - padding,
    mediaType: header?.[1] ?? found?.[1] ?? null,
  };
}

/** Told from words, names, paths and IDs in the same letters, by its beginning. */
function isMixed(text: string): boolean {
  const begin = text.slice(0, mixedMax);
  return !idPrefix.test(begin) && (begin.match(turn)?.length ?? 0) * 4 > begin.length;
}

function unwrap(text: string): string {
  const [, first = ""] = wrapped.exec(text) ?? [];
  const lines = first === "" ? [] : text.split(/\r?\n/);
  const isEven = lines.slice(0, -1).every((line) => line.length === first.length);
  return isEven && (lines.at(-1)?.length ?? Infinity) <= first.length ? lines.join("") : text;
}

/** Base64 in its usual letters on one line, which alone a browser takes. */
export function toPlainBase64(text: string): string {
  return text.replaceAll("-", "+").replaceAll("_", "/").replaceAll(/\s/g, "");
}
