import "server-only";
import type { SourceName } from "#lib/domain/job.ts";
import { createBedrockSource } from "./bedrock/bedrock-source.ts";
import type { Source } from "./source.ts";

export type SourceSettings = {
  bedrock: { url: string; apiKey: string; apiVersion: string } | null;
  stallMs: number;
};

/** The sources that are set up. A source is a folder and a line here. */
export function createSources({
  bedrock,
  stallMs,
}: SourceSettings): ReadonlyMap<SourceName, Source> {
  const sources = [bedrock && createBedrockSource({ ...bedrock, stallMs })];
  return new Map(sources.flatMap((source) => (source ? [[source.name, source] as const] : [])));
}
