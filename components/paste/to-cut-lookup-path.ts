const maxLength = 4_000;

/** Where the server looks up a text, or as much of its beginning as an address holds. */
export function toCutLookupPath(text: string): string {
  const [rest, part] =
    text.length > maxLength
      ? ["&cut=1", text.slice(0, maxLength).replace(/\s\S*$/, "")]
      : ["", text];
  return `/lookup?q=${encodeURIComponent(part.toWellFormed())}${rest}`;
}
