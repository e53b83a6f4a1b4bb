/** A whole number with its thousands apart: "2,999". */
export const formatCount = (count: number): string => count.toLocaleString("en");
