import { PageLink } from "#components/ui/page-link.tsx";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";

type Props = {
  reading: readonly { label: string; fraction: number }[];
  now: number;
  zone: string;
};

/** That the list does not go back all the way yet. */
export function ReadingNote({ reading, now, zone }: Props) {
  if (reading.length === 0) return null;
  const parts = reading.map(({ label, fraction }) => `${label} ${formatFraction(fraction)}`);
  return (
    <p className="mb-3 text-[12.5px] text-muted">
      Older jobs are still being read ({formatInstant(now, zone, "time")}: {parts.join(", ")}), so
      some are missing here. <PageLink href="/system">See how far it is</PageLink>
    </p>
  );
}
