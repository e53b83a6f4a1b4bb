import type { Outcome } from "#lib/domain/durations/job-sample.ts";

/** Stacked from below. Failures stand at the bottom, where their height can be compared. */
export const stackedOutcomes = [
  "failed",
  "partial",
  "canceled",
  "succeeded",
] as const satisfies Outcome[];

export const outcomeFills: Readonly<Record<Outcome, string>> = {
  failed: "var(--failed)",
  partial: "url(#outcome-partial)",
  canceled: "url(#outcome-canceled)",
  succeeded: "url(#outcome-succeeded)",
};

/** Each outcome has a hatching of its own, for those who cannot tell the colours. */
export function OutcomePatterns() {
  return (
    <defs>
      <pattern id="outcome-partial" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill="var(--partial-soft)" />
        <path d="M0 6 6 0M-1.5 1.5l3-3M4.5 7.5l3-3" stroke="var(--partial)" strokeWidth="1.6" />
      </pattern>
      <pattern id="outcome-canceled" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" fill="var(--canceled-soft)" />
        <circle cx="2.5" cy="2.5" r="1.1" fill="var(--canceled)" />
      </pattern>
      <pattern id="outcome-succeeded" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" fill="var(--succeeded)" fillOpacity=".42" />
      </pattern>
    </defs>
  );
}
