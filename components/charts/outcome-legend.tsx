import { statusWords } from "#lib/domain/status-words.ts";
import { OutcomePatterns, outcomeFills, stackedOutcomes } from "./outcome-tone.tsx";

export function OutcomeLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 px-4 pt-1 text-[12.5px] text-muted">
      {stackedOutcomes.toReversed().map((outcome) => (
        <li key={outcome} className="flex items-center gap-1.5">
          <svg width="14" height="10" aria-hidden="true">
            <OutcomePatterns />
            <rect width="14" height="10" rx="2" fill={outcomeFills[outcome]} />
          </svg>
          {statusWords[outcome]}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <svg width="18" height="10" aria-hidden="true">
          <path d="M0 5h18" stroke="var(--text)" strokeWidth="1.5" />
          <circle cx="9" cy="5" r="2.4" fill="var(--text)" />
        </svg>
        Failure rate, right axis
      </li>
    </ul>
  );
}
