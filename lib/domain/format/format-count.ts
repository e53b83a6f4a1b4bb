/** A whole number with its thousands apart: "2,999". */
export const formatCount = (count: number): string => count.toLocaleString("en");

/** "5,000+" for a count that was broken off; nothing is said of none. */
export const formatFloor = (count: number, isExact: boolean): string =>
  isExact ? formatCount(count) : count === 0 ? "" : `${formatCount(count)}+`;
