import { RawJson } from "../../json-text.ts";

const [head, tail] = ['{"blob":[', '"]}'];
const item = `"${"0123456789abcdef".repeat(8)}",`;

/** A payload of exactly so many bytes, from 20 up, in strings a viewer can show. */
export function hugePayload(payloadBytes = 50_000_000): RawJson {
  const room = payloadBytes - head.length - tail.length - 1;
  const count = Math.max(0, Math.floor(room / item.length));
  const rest = "x".repeat(Math.max(0, room - count * item.length));
  return new RawJson(`${head}${item.repeat(count)}"${rest}${tail}`);
}
