import { PageLink } from "#components/ui/page-link.tsx";
import { toJobPath } from "#lib/domain/job-path.ts";
import type { JobRef } from "#lib/domain/job.ts";

type WayUpProps = {
  /** The outermost first; `type` is null while nothing but its ID is known. */
  ancestors: readonly (JobRef & { type: string | null })[];
};

/** The jobs above this one, level by level. */
export function WayUp({ ancestors }: WayUpProps) {
  return ancestors.map(({ type, ...ref }) => (
    <span key={ref.id} className="flex min-w-0 gap-1.5">
      <PageLink href={toJobPath(ref)} title={ref.id} className="wrap-anywhere">
        {type ?? ref.id}
      </PageLink>
      <span aria-hidden="true" className="text-line-strong">
        /
      </span>
    </span>
  ));
}
