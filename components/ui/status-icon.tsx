import type { ReactNode } from "react";
import type { JobStatus } from "#lib/domain/job.ts";
import { statusTones } from "./status-tone.ts";

const ring = { fill: "none", stroke: "currentColor", strokeWidth: 1.6 };

const shapes: Readonly<Record<JobStatus, ReactNode>> = {
  queued: <circle cx="8" cy="8" r="5.6" {...ring} strokeDasharray="2.4 2.2" />,
  running: (
    <>
      <circle cx="8" cy="8" r="5.6" {...ring} strokeWidth="2" strokeOpacity=".25" />
      <path d="M8 2.4a5.6 5.6 0 0 1 5.6 5.6" {...ring} strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  succeeded: (
    <>
      <circle cx="8" cy="8" r="6.4" fill="currentColor" />
      <path
        d="m5.2 8.2 2 2 3.7-4.2"
        className="fill-none stroke-surface"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  partial: (
    <>
      <circle cx="8" cy="8" r="5.7" {...ring} />
      <path d="M8 2.3a5.7 5.7 0 0 1 0 11.4z" fill="currentColor" />
    </>
  ),
  failed: (
    <>
      <path d="M5.3 1.6h5.4l3.7 3.7v5.4l-3.7 3.7H5.3l-3.7-3.7V5.3z" fill="currentColor" />
      <path
        d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2"
        className="stroke-surface"
        strokeWidth="1.7"
        strokeLinecap="round"
      />
    </>
  ),
  canceled: (
    <>
      <circle cx="8" cy="8" r="5.7" {...ring} />
      <path d="m4.2 11.8 7.6-7.6" {...ring} />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="6" {...ring} strokeLinecap="round" strokeDasharray="0 2.69" />
      <path
        d="M6.3 6.5a1.7 1.7 0 1 1 2.6 1.4c-.6.4-.9.7-.9 1.3m0 1.9v.1"
        {...ring}
        strokeWidth="1.4"
        strokeLinecap="round"
      />
    </>
  ),
};

type Props = { status: JobStatus; size?: number };

/** A shape of its own for each status, for those who cannot tell the colours; the word stands beside it. */
export function StatusIcon({ status, size = 16 }: Props) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`block flex-none ${statusTones[status].text}`}
    >
      {shapes[status]}
    </svg>
  );
}
