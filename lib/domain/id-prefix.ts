export const idPrefixLimits = { minLength: 4, maxLength: 128, found: 8 };

/** Whether a text may be the first characters of an ID, and enough of them to look for. */
export function isIdPrefix(text: string): boolean {
  const { length } = text;
  return (
    /^[\w-]*$/.test(text) &&
    length >= idPrefixLimits.minLength &&
    length <= idPrefixLimits.maxLength
  );
}
