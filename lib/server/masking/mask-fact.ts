import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { Artifact, JobError, Progress } from "#lib/domain/job.ts";
import { maskText } from "./mask-text.ts";
import type { KeyTest } from "./masked-keys.ts";

/** A fact without the secrets in its words and addresses; its document stays as it is. */
export function maskFact(fact: JobFact, isSecretKey: KeyTest): JobFact {
  const mask = (text: string) => maskText(text, isSecretKey);
  const maskOptional = (text: string | null) => (text === null ? null : mask(text));
  const maskError = (error: JobError | null) =>
    error && { code: mask(error.code), message: mask(error.message) };
  const maskProgress = (progress: Progress | null) =>
    progress && { ...progress, message: maskOptional(progress.message) };
  const maskArtifacts = (artifacts: readonly Artifact[]) =>
    artifacts.map((artifact) => ({
      ...artifact,
      label: maskOptional(artifact.label),
      url: maskOptional(artifact.url),
    }));
  const { error, progress } = fact.fields;
  return {
    ...fact,
    fields: {
      ...fact.fields,
      ...(error !== undefined && { error: maskError(error) }),
      ...(progress !== undefined && { progress: maskProgress(progress) }),
    },
    events: fact.events.map((event) => ({
      ...event,
      message: maskOptional(event.message),
      error: maskError(event.error),
      artifacts: maskArtifacts(event.artifacts),
    })),
    ...(fact.artifacts && { artifacts: maskArtifacts(fact.artifacts) }),
  };
}
