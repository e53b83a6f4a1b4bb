const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

const unitsOf = new Map(Object.entries(unitsMs));
const withUnits = /^(?:\d{1,9}(?:\.\d{1,3})?(?:ms|s|m|h|d|w)){1,6}$/;

/** A hundred years: nothing that is asked for lasts longer. */
export const longestMs = 3_155_760_000_000;

/** Milliseconds of `5m`, `1h30m`, `1 m 28 s`, `2.5s`, `24h`, `7d` or `2w`; undefined when it is none, or absurd. */
export function parseLength(written: string): number | undefined {
  const text = written.replaceAll(" ", "");
  if (!withUnits.test(text)) return undefined;
  let ms = 0;
  for (const [, count, unit = ""] of text.matchAll(/([\d.]+)([a-z]+)/g))
    ms += Number(count) * (unitsOf.get(unit) ?? Number.NaN);
  return ms <= longestMs ? Math.round(ms) : undefined;
}

/** As `parseLength`, and a bare number is milliseconds. */
export function parseDurationMs(text: string): number | undefined {
  if (!/^\d{1,13}$/.test(text)) return parseLength(text);
  const ms = Number(text);
  return ms <= longestMs ? ms : undefined;
}
