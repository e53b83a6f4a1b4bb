const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;

/** Monday, 1970-01-05 in UTC: every slot of every level begins a whole number of its lengths after it. */
export const rollupOrigin = 4 * dayMs;
/** The slots of a level are numbered by their hour since the origin, in 21 bits: until the year 2209. */
export const rollupEnd = rollupOrigin + 2 ** 21 * hourMs;

/** How long the slots are that are kept, shortest first. */
export const rollupLevels = ["hour", "day", "week", "month"] as const;
export type RollupLevel = (typeof rollupLevels)[number];

/** A `month` is four weeks: it begins where weeks begin, so that longer spans are made of shorter ones. */
export const levelMs: Readonly<Record<RollupLevel, number>> = {
  hour: hourMs,
  day: dayMs,
  week: weekMs,
  month: 4 * weekMs,
};

export function floorTo(lengthMs: number, at: number): number {
  return Math.floor((at - rollupOrigin) / lengthMs) * lengthMs + rollupOrigin;
}

export function ceilTo(lengthMs: number, at: number): number {
  return Math.ceil((at - rollupOrigin) / lengthMs) * lengthMs + rollupOrigin;
}

/** The beginning of the slot as its hour since the origin. */
export function toSlotHour(level: RollupLevel, at: number): number {
  return (floorTo(levelMs[level], at) - rollupOrigin) / hourMs;
}

export function fromSlotHour(hour: number): number {
  return rollupOrigin + hour * hourMs;
}

/** Slots of one level, side by side. */
export type SlotRun = { level: RollupLevel; startAt: number; endAt: number };

/**
 * A span, whose ends must lie on hours, cut into as few slots as will cover it exactly. However long it is,
 * there are few: at most two runs of each level but the longest.
 */
export function toSlotRuns(startAt: number, endAt: number): SlotRun[] {
  return cover(startAt, endAt, rollupLevels);
}

function cover(startAt: number, endAt: number, levels: readonly RollupLevel[]): SlotRun[] {
  const level = levels.at(-1);
  if (level === undefined || startAt >= endAt) return [];
  const shorter = levels.slice(0, -1);
  const [from, to] = [ceilTo(levelMs[level], startAt), floorTo(levelMs[level], endAt)];
  if (from >= to) return cover(startAt, endAt, shorter);
  return [
    ...cover(startAt, from, shorter),
    { level, startAt: from, endAt: to },
    ...cover(to, endAt, shorter),
  ];
}
