import "server-only";
import type { Artifact } from "#lib/domain/job.ts";
import type { WireArtifact, WireEvent, WireJob } from "./wire-job.ts";

/** An artifact, and the address that opens it for a while. */
export type Placed = { artifact: Artifact; address: string | null };

/** Parallel to what it was made of. */
export type PlacedArtifacts = { result: Placed[]; ofEvents: Placed[][] };

/** Of one list. */
const maxArtifacts = 200;
const maxAddressLength = 8_192;

/**
 * The artifacts of a job and of its events. Addresses are short-lived, so an artifact is known by where it
 * stands: `result.0`, `event.12.0`. One that stands in several places is known by the first of them: the
 * same file, whatever the signature.
 */
export function placeArtifacts(
  wire: WireJob | null,
  events: readonly WireEvent[],
): PlacedArtifacts {
  const names = new Map<string, string | null>();
  const placeAll = (list: WireJob["result"], where: string) =>
    (list ?? []).slice(0, maxArtifacts).flatMap((each, index) => {
      if (each === null) return [];
      const placed = toPlaced(each, `${where}.${index}`);
      const file = toFile(placed.address);
      const fileId = names.get(file ?? "") ?? placed.artifact.fileId;
      if (file !== null) names.set(file, fileId);
      return [{ ...placed, artifact: { ...placed.artifact, fileId } }];
    });
  return {
    result: placeAll(wire?.result, "result"),
    ofEvents: events.map(({ seq, artifacts }) =>
      seq === undefined ? [] : placeAll(artifacts, `event.${seq}`),
    ),
  };
}

/** Each file once. */
export function listUnique({ result, ofEvents }: PlacedArtifacts): Artifact[] {
  const seen = new Set<string>();
  return [...result, ...ofEvents.flat()].flatMap(({ artifact }) => {
    if (artifact.fileId !== null && seen.has(artifact.fileId)) return [];
    if (artifact.fileId !== null) seen.add(artifact.fileId);
    return [artifact];
  });
}

function toPlaced({ image_url, kind, role, label }: WireArtifact, fileId: string): Placed {
  const address = toAddress(image_url);
  const known = { kind: kind ?? "image", role: role ?? null, label: label ?? null };
  return {
    artifact: {
      ...known,
      url: null,
      fileId: address === null ? null : fileId,
      nodeId: null,
      media: "image",
    },
    address,
  };
}

function toAddress(url: string | null | undefined): string | null {
  const isAddress = url !== null && url !== undefined && url.length <= maxAddressLength;
  return isAddress && /^https?:$/.test(URL.parse(url)?.protocol ?? "") ? url : null;
}

/** What stays of an address when it is signed anew. */
function toFile(address: string | null): string | null {
  const url = address === null ? null : URL.parse(address);
  return url && url.origin + url.pathname;
}
