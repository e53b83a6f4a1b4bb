import type { JobSummary } from "../job.ts";

/** Together short enough for an address. */
const maxCodeLength = 60;
const maxMessageLength = 130;
const noReason = "no reason given";

/** What stands for one: quoted text, a URL, an ID with a digit in it, a number. */
const variable = [
  /"[^"\n]{1,200}"|“[^”\n]{1,200}”|'[^'\n]{1,200}'/g,
  /\b[a-z]+:\/\/[^\s"'<>]+/gi,
  /\b[\w.-]*[a-z_-]\d[\w.-]*\b|\b\d[\w.-]*[a-z_-][\w.-]*\b/gi,
  /\b\d[\d.,]*\b/g,
];

/**
 * What kind of failure it was: the code and the message with IDs, numbers and quoted names taken out, so
 * that the same fault at another sheet is the same kind. Null for a job that did not fail.
 */
export function toFingerprint({
  status,
  error,
}: Pick<JobSummary, "status" | "error">): string | null {
  if (status !== "failed" && status !== "partial") return null;
  if (error === null || (error.code === "" && error.message === "")) return noReason;
  const message = variable
    .reduce((text, pattern) => text.replace(pattern, "…"), error.message.slice(0, 2_000))
    .replace(/…(?:[\s,/-]*…)+/g, "…")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, maxMessageLength);
  // A cut may have halved a character, which no database keeps.
  return `${error.code.slice(0, maxCodeLength)}: ${message}`.toWellFormed();
}
