import "server-only";
import { z } from "zod";
import type { Artifact } from "#lib/domain/job.ts";

const maxArtifacts = 200;
const linkKeys = ["uri", "url"] as const;
const recordSchema = z.record(z.string(), z.unknown());
const linkSchema = z
  .string()
  .max(4_096)
  .regex(/^(?:https?|gs):\/\/\S+$/i)
  .refine((url) => URL.canParse(url));

/**
 * The links of a job's results: `uri` or `url` at the top, in a part (`overlay.uri`), or in the
 * entries of a part (`sheets[].uri`). The part's name is the kind.
 */
export function toArtifacts(results: unknown): Artifact[] {
  const top = recordSchema.safeParse(results).data;
  if (!top) return [];
  const found = new Map<string, Artifact>();
  const collect = (kind: string, holder: unknown) => {
    for (const url of listLinks(holder)) {
      if (found.size < maxArtifacts && !found.has(url)) found.set(url, toArtifact(kind, url));
    }
  };
  collect("result", top);
  for (const [part, value] of Object.entries(top)) {
    if (Array.isArray(value)) for (const entry of value) collect(part, entry);
    else collect(part, value);
  }
  return [...found.values()];
}

function listLinks(holder: unknown): string[] {
  const record = recordSchema.safeParse(holder).data ?? {};
  return linkKeys.flatMap((key) => linkSchema.safeParse(record[key]).data ?? []);
}

function toArtifact(kind: string, url: string): Artifact {
  return { kind, role: null, label: null, url, fileId: null, nodeId: null };
}
