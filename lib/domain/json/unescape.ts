const token =
  /"|\\(?:["\\/bfnrt]|u(?:[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(?![dD][89a-fA-F])[\da-fA-F]{4}))/g;

/**
 * What a stretch of a JSON string says, given as written: without quotes, its escapes read. Half a surrogate pair, and
 * an escape that the stretch's end cuts, stay as written.
 */
export function unescapeJson(written: string): string {
  return written.replaceAll(token, (part) => (part === '"' ? "" : String(JSON.parse(`"${part}"`))));
}
