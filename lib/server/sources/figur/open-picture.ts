import "server-only";
import type { IncomingMessage } from "node:http";
import { ProblemError } from "#lib/domain/problem.ts";
import { openOutside } from "../open-outside.ts";
import { toArtifactBody } from "../to-artifact-body.ts";
import type { ArtifactBody } from "../source.ts";

/** How the file store answers when an address has died, or its file is gone. */
const deadAnswers: ReadonlySet<number> = new Set([400, 401, 403, 404, 410]);

type PictureOptions = {
  label: string;
  /** One that may still be alive. */
  known: string | undefined;
  /** Asks the upstream for a live one. */
  refresh: () => Promise<string>;
  trustedOrigins: readonly string[];
  signal: AbortSignal;
};

/** The bytes of a picture. An address that has died is asked for anew, once. */
export async function openPicture(options: PictureOptions): Promise<ArtifactBody> {
  const { label, known, refresh, trustedOrigins, signal } = options;
  const open = (address: string) => openOutside(address, { signal, trustedOrigins });
  let answer = await open(known ?? (await refresh()));
  if (known !== undefined && deadAnswers.has(answer.statusCode ?? 0)) {
    answer.destroy();
    answer = await open(await refresh());
  }
  if (answer.statusCode !== 200) {
    answer.destroy();
    throw toProblem(answer, label);
  }
  return toArtifactBody(answer);
}

function toProblem({ statusCode: status = 0 }: IncomingMessage, label: string): ProblemError {
  const upstream = { status, code: null, requestId: null };
  if (status === 404 || status === 410)
    return new ProblemError("file_not_found", `${label} no longer has this picture.`, { upstream });
  if (deadAnswers.has(status)) {
    const detail = `${label}'s file store refuses this picture (${status}), though its address is fresh.`;
    return new ProblemError("upstream_forbidden", detail, { upstream });
  }
  const detail = `${label}'s file store answered ${status} instead of a picture.`;
  return new ProblemError("upstream_error", detail, { upstream });
}
