import "server-only";
import type { JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { openOutside } from "../sources/open-outside.ts";
import type { ArtifactBody } from "../sources/source.ts";
import { toArtifactBody } from "../sources/to-artifact-body.ts";
import type { Store } from "../store/open-store.ts";
import { findUnmasked, type ValueAddress } from "./find-unmasked.ts";

/**
 * What an address in a payload leads to, for a picture of it. Gantry asks for it, so that its signature stays on the
 * server; never from inside the network. Throws `bad_request` for a value that is no address.
 */
export async function openPayloadImage(
  { store }: { store: Pick<Store, "openUnmasked"> },
  ref: JobRef,
  address: ValueAddress,
  signal: AbortSignal,
): Promise<ArtifactBody> {
  const { text } = await findUnmasked(store, ref, address);
  const url: unknown = text.startsWith('"') ? JSON.parse(text) : null;
  if (typeof url !== "string" || !/^https?:/.test(url))
    throw new ProblemError("bad_request", "This value is no address on the web.");
  const answer = await openOutside(url, { signal });
  if (answer.statusCode !== 200) {
    answer.destroy();
    const detail = `The picture’s host answered ${answer.statusCode}.`;
    throw new ProblemError("upstream_invalid", detail);
  }
  return toArtifactBody(answer);
}
