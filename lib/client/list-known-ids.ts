import { isIdPrefix } from "#lib/domain/paste/id-prefix.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import { fetchJson } from "./fetch-json.ts";

/** Known jobs whose ID begins as this text. Throws as `fetchJson` does. */
export async function listKnownIds(text: string, signal?: AbortSignal): Promise<JobSummary[]> {
  const prefix = text.trim();
  if (!isIdPrefix(prefix)) return [];
  const path = `/api/lookup?prefix=${encodeURIComponent(prefix)}`;
  const { data } = await fetchJson<{ data: JobSummary[] }>(path, signal ? { signal } : {});
  return data;
}
