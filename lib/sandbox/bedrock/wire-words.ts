import type { PlanStatus } from "./job-plan.ts";
import type { WireForm } from "./wire-form.ts";

type Words = Record<PlanStatus, string>;

const words: Record<WireForm["status"], Words> = {
  upper: {
    PENDING: "PENDING",
    RUNNING: "RUNNING",
    COMPLETED: "COMPLETED",
    FAILED: "FAILED",
    CANCELED: "CANCELED",
  },
  title: {
    PENDING: "Queued",
    RUNNING: "Started",
    COMPLETED: "Completed",
    FAILED: "Failed",
    CANCELED: "Canceled",
  },
  lower: {
    PENDING: "pending",
    RUNNING: "running",
    COMPLETED: "completed",
    FAILED: "failed",
    CANCELED: "canceled",
  },
  odd: {
    PENDING: "SCHEDULED",
    RUNNING: "PROCESSING",
    COMPLETED: "COMPLETED",
    FAILED: "FAILED",
    CANCELED: "CANCELLED",
  },
};

/** The status as this form spells it; a word that is not one of the plan's own goes out as it is. */
export function spellStatus(status: string, form: WireForm): string {
  return isPlanStatus(status) ? words[form.status][status] : status;
}

export function spellTime(at: number, form: WireForm): string {
  const iso = new Date(at).toISOString();
  if (form.time === "millis") return iso;
  return form.time === "seconds" ? `${iso.slice(0, 19)}Z` : `${iso.slice(0, 23)}000+00:00`;
}

function isPlanStatus(status: string): status is PlanStatus {
  return Object.hasOwn(words.upper, status);
}
