import "server-only";

/** A shell line that reads the job, with the key left to the reader's environment. */
export function toFigurCurl(url: string, id: string): string {
  const address = `${url.replace(/\/+$/, "")}/v1/jobs/${encodeURIComponent(id)}`;
  return `curl -sS -H "Authorization: Bearer $FIGUR_API_KEY" '${address.replaceAll("'", String.raw`'\''`)}'`;
}
