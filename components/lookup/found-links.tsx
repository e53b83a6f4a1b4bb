import { CopyButton } from "#components/ui/copy-button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { toIdSearches } from "#lib/domain/list-query/list-params.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import { toWallPath, toWalls } from "#lib/domain/wall.ts";

/** The jobs as lists and as walls, as many together as an address names, and their IDs. */
export function FoundLinks({ jobs }: { jobs: readonly JobSummary[] }) {
  const ids = jobs.map(({ id }) => id);
  const lists = toIdSearches(ids).map((search) => ({
    path: `/jobs?${search}`,
    count: search.split("&").length,
  }));
  const walls = toWalls(jobs).map((part) => ({ path: toWallPath(part), count: part.length }));
  return (
    <>
      <PartLinks parts={lists} whole="Open as a list" name="List" />
      <PartLinks parts={walls} whole="Watch on a wall" name="Wall" />
      <CopyButton className="button" label="Copy IDs that were found" text={() => ids.join("\n")}>
        Copy IDs
      </CopyButton>
    </>
  );
}

type PartLinksProps = {
  parts: readonly { path: string; count: number }[];
  /** The words where one part holds all. */
  whole: string;
  name: string;
};

function PartLinks({ parts, whole, name }: PartLinksProps) {
  return parts.map(({ path, count }, at) => {
    const before = parts.slice(0, at).reduce((sum, part) => sum + part.count, 0);
    return (
      <PageLink key={path} href={path} className="button no-underline">
        {parts.length === 1 ? whole : `${name} ${before + 1}–${before + count}`}
      </PageLink>
    );
  });
}
