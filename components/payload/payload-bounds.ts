/** Above, a person decides whether to load. */
export const unaskedBytesMax = 32_000_000;
/** Above, a tab would need more memory than it can count on. */
export const openedBytesMax = 200_000_000;
/** Characters to search for; browsers refuse the pattern for some thousand of them. */
export const queryMax = 1_000;
/** A document is loaded before its panel comes into sight. */
export const nearPixels = 1_000;
