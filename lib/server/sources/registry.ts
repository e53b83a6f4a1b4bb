import "server-only";
import type { SourceName } from "#lib/domain/job.ts";
import { createBedrockSource } from "./bedrock/bedrock-source.ts";
import { createFigurSource } from "./figur/figur-source.ts";
import type { Source } from "./source.ts";
import { createUnstructuredSource } from "./unstructured/unstructured-source.ts";

type Access = { url: string; apiKey: string };

/** Where each source is and its key; absent or null when it is off. */
export type SourceSettings = {
  bedrock?: (Access & { apiVersion: string }) | null;
  unstructured?: Access | null;
  figur?: Access | null;
  /** Silence on a stream after which it counts as dead. */
  stallMs: number;
};

/** The sources that are set up. A source is a folder and a line here. */
export function createSources({
  bedrock,
  unstructured,
  figur,
  stallMs,
}: SourceSettings): ReadonlyMap<SourceName, Source> {
  const sources = [
    bedrock && createBedrockSource({ ...bedrock, stallMs }),
    unstructured && createUnstructuredSource(unstructured),
    figur && createFigurSource(figur),
  ];
  return new Map(sources.flatMap((source) => (source ? [[source.name, source] as const] : [])));
}
