import "server-only";
import type { JobError } from "#lib/domain/job.ts";
import type { WireError } from "./wire-job.ts";

/** Null when neither code nor message says anything. */
export function toJobError(error: WireError): JobError | null {
  const code = error?.code ?? "";
  const message = error?.message ?? "";
  return code === "" && message === "" ? null : { code, message };
}
