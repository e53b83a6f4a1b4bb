import { PageLink } from "#components/ui/page-link.tsx";
import { toViewPath, type SavedView } from "#lib/domain/saved-view.ts";

/** The team's saved lists, a click away. */
export function ViewLinks({ views }: { views: readonly SavedView[] }) {
  if (views.length === 0) return null;
  return (
    <nav aria-label="Saved views" className="mb-6 flex flex-wrap items-center gap-2">
      <span className="text-[12.5px] text-muted">Views</span>
      {views.map((view) => (
        <PageLink
          key={view.name}
          href={toViewPath(view)}
          className="button max-w-60 no-underline"
          title={`Saved by ${view.savedBy}`}
        >
          <span className="truncate">{view.name}</span>
        </PageLink>
      ))}
    </nav>
  );
}
