/** Above, a person decides whether to load. */
export const unaskedBytesMax = 32_000_000;
/** A document is loaded before its panel comes into sight. */
export const nearPixels = 1_000;
