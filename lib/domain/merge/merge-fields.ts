import type { ByteSpan, JobFact } from "../job-fact.ts";
import { maxJobFiles, type JobDetail } from "../job-detail.ts";
import { isTerminal } from "../job.ts";
import type { Job, JobCost, JobError, JobStatus, Progress } from "../job.ts";

type Standing = {
  /** Whether the fact is at least as recent as what is known. */
  isNewer: boolean;
  /** Whether its nulls count: only a whole read tells "there is none" from "I do not say". */
  mayClear: boolean;
};

/** The job's own fields after a fact; its events and what derives from them stay as they were. */
export function mergeFields(known: Job, fact: JobFact): Job {
  const { fields, document } = fact;
  const isNewer = isRecent(known, fact);
  const standing = { isNewer, mayClear: isNewer && fact.origin === "read" };
  const hasNewStatus = fields.status !== undefined && takesStatus(known, fields.status, fact);
  const status = hasNewStatus ? (fields.status ?? known.status) : known.status;
  const hasNewWord = fields.status === undefined ? isNewer : hasNewStatus;
  const isReopened = isTerminal(known.status) && !isTerminal(status);
  const latestUpdate = Math.max(known.updatedAt ?? -Infinity, fields.updatedAt ?? -Infinity);
  return {
    ...known,
    type: (isNewer && fields.type) || known.type || (fields.type ?? ""),
    status,
    rawStatus: (hasNewWord && fields.rawStatus) || known.rawStatus || (fields.rawStatus ?? ""),
    organizationId: choose(known.organizationId, fields.organizationId, standing),
    project: mergeProject(known.project, choose(known.project, fields.project, standing)),
    target: choose(known.target, fields.target, standing),
    parentId: choose(known.parentId, fields.parentId, standing),
    createdAt: choose(known.createdAt, fields.createdAt ?? undefined, standing),
    updatedAt: latestUpdate === -Infinity ? null : latestUpdate,
    progress: mergeProgress(known.progress, fields.progress, standing),
    ...mergeCost(known, fields.cost, standing),
    error: mergeError(isReopened ? null : known.error, fields.error, status, isNewer),
    artifacts:
      choose(
        known.artifacts.length > 0 ? known.artifacts : null,
        fact.artifacts?.length ? fact.artifacts : undefined,
        standing,
      ) ?? [],
    payloadBytes: document ? toLength(document.payload) : known.payloadBytes,
    resultsBytes: document ? toLength(document.results) : known.resultsBytes,
    detail: mergeDetail(known.detail ?? null, fact.detail, status, isNewer),
    cancelAskedAt:
      fact.cancelAskedAt === undefined ? (known.cancelAskedAt ?? null) : fact.cancelAskedAt,
    observedAt: Math.max(known.observedAt, fact.observedAt),
  };
}

/**
 * A frame or list entry that the upstream dates before what is known is old news, however late it
 * came. A read is as old as it is, since clocks of an upstream may disagree.
 */
export function isRecent(known: Job, { origin, observedAt, fields }: JobFact): boolean {
  const said = fields.updatedAt ?? known.updatedAt;
  if (said !== null && known.updatedAt !== null && said !== known.updatedAt) {
    if (said > known.updatedAt) return true;
    if (origin !== "read") return false;
  }
  return observedAt >= known.observedAt;
}

/**
 * An end is final, unless a whole read that the upstream dates after it says the job runs again. Of two
 * ends, `partial` knows more than `succeeded`: lists tell only the latter.
 */
function takesStatus(known: Job, status: JobStatus, fact: JobFact): boolean {
  // Nothing was said.
  if (status === "unknown" && !fact.fields.rawStatus) return false;
  const isOlder = fact.observedAt < known.observedAt;
  const [before, said] = [known.updatedAt, fact.fields.updatedAt ?? null];
  if (isTerminal(known.status) && !isTerminal(status))
    return (
      fact.origin === "read" &&
      before !== null &&
      said !== null &&
      said > Math.max(before, known.finishedAt ?? before)
    );
  if (!isTerminal(known.status) && isTerminal(status))
    return !(isOlder && before !== null && said !== null && said < before);
  if (!isTerminal(status)) return isRecent(known, fact);
  if (known.status === "succeeded" && status === "partial") return true;
  if (known.status === "partial" && status === "succeeded" && isBlindToFailures(fact)) return false;
  return status === known.status || fact.origin === "read" ? isRecent(known, fact) : false;
}

/** Told by an upstream that hides failures behind a success, without the part that counts them. */
function isBlindToFailures({ detail }: JobFact): boolean {
  return detail !== undefined && detail.failedCount === undefined;
}

function choose<T>(
  known: T | null,
  said: T | null | undefined,
  { isNewer, mayClear }: Standing,
): T | null {
  if (said === null && mayClear) return null;
  return (isNewer ? (said ?? known) : (known ?? said)) ?? null;
}

/** A project keeps the name it once had when only its ID is told. */
function mergeProject(known: Job["project"], next: Job["project"]): Job["project"] {
  if (!next) return null;
  return { id: next.id, name: next.name ?? (known?.id === next.id ? known.name : null) };
}

function mergeProgress(
  known: Progress | null,
  said: Progress | null | undefined,
  standing: Standing,
): Progress | null {
  if (!said) return choose(known, said, standing);
  const part = { isNewer: standing.isNewer, mayClear: false };
  const fraction = choose(known?.fraction ?? null, said.fraction, part);
  const message = choose(known?.message ?? null, said.message, part);
  return fraction === null && message === null ? null : { fraction, message };
}

function mergeCost(
  known: Job,
  said: JobCost | null | undefined,
  standing: Standing,
): Pick<Job, "cost"> {
  const cost = choose(known.cost ?? null, said, { ...standing, mayClear: false });
  return cost === null ? {} : { cost };
}

/** A list of files is of the moment it was told in: of a job that finished since, none is at work or waits. */
function mergeDetail(
  known: JobDetail | null,
  said: Partial<JobDetail> | undefined,
  status: JobStatus,
  isNewer: boolean,
): JobDetail | null {
  if (!known && !said) return null;
  const [first, second] = isNewer ? [said, known] : [known, said];
  const hasFinished = status === "succeeded" || status === "partial";
  const files = first?.files?.length ? first.files : (second?.files ?? []);
  // Each answer counts the files that it knows of.
  const fileCount = Math.max(known?.fileCount ?? 0, said?.fileCount ?? 0);
  return {
    nodes: first?.nodes?.length ? first.nodes : (second?.nodes ?? []),
    files: files.filter((file) => !hasFinished || isTerminal(file.status)).slice(0, maxJobFiles),
    fileCount: fileCount === 0 ? null : fileCount,
    failedCount: first?.failedCount ?? second?.failedCount ?? null,
    timeNote: first?.timeNote ?? second?.timeNote ?? null,
  };
}

/** A job that ended badly keeps the reason it once had. */
function mergeError(
  known: JobError | null,
  said: JobError | null | undefined,
  status: JobStatus,
  isNewer: boolean,
): JobError | null {
  if (
    said === null &&
    isNewer &&
    status !== "failed" &&
    status !== "partial" &&
    status !== "canceled"
  )
    return null;
  return (isNewer ? (said ?? known) : (known ?? said)) ?? null;
}

function toLength(span: ByteSpan | null): number | null {
  return span && span.end - span.start;
}
