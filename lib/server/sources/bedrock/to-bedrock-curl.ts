import "server-only";

type Settings = { url: string; apiVersion: string };

/** A shell line that reads the job, with the key left to the reader's environment. */
export function toBedrockCurl({ url, apiVersion }: Settings, id: string): string {
  const address = `${url.replace(/\/+$/, "")}/jobs/${encodeURIComponent(id)}`;
  return `curl -sS -H "Authorization: Bearer $BEDROCK_API_KEY" -H 'X-API-Version: ${toQuotable(apiVersion)}' '${toQuotable(address)}'`;
}

/** What may stand between single quotes in a shell. */
function toQuotable(text: string): string {
  return text.replaceAll("'", String.raw`'\''`);
}
