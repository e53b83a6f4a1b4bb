import type { JobStatus } from "#lib/domain/job.ts";

type Tone = { text: string; soft: string; border: string };

/** The colour classes of each status: its ink, its tint, its edge. */
export const statusTones: Readonly<Record<JobStatus, Tone>> = {
  queued: { text: "text-queued", soft: "bg-queued-soft", border: "border-queued/45" },
  running: { text: "text-running", soft: "bg-running-soft", border: "border-running/45" },
  succeeded: { text: "text-succeeded", soft: "bg-succeeded-soft", border: "border-succeeded/45" },
  partial: { text: "text-partial", soft: "bg-partial-soft", border: "border-partial/45" },
  failed: { text: "text-failed", soft: "bg-failed-soft", border: "border-failed/45" },
  canceled: { text: "text-canceled", soft: "bg-canceled-soft", border: "border-canceled/45" },
  unknown: { text: "text-unknown", soft: "bg-unknown-soft", border: "border-unknown/45" },
};
