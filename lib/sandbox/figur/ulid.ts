import type { Random } from "../random.ts";

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 26 characters that sort as their instants do. */
export function toUlid(at: number, random: Random): string {
  let time = "";
  for (let rest = Math.max(0, Math.floor(at)); time.length < 10; rest = Math.floor(rest / 32)) {
    time = crockford.charAt(rest % 32) + time;
  }
  return time + random.base32(16);
}
