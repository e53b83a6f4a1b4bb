"use client";
import { useState } from "react";
import { MenuMark, useMenu } from "#components/ui/menu.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import type { SavedView } from "#lib/domain/saved-view.ts";
import { ListLink } from "./list-link.tsx";

const ManageViews = onDemand(() => import("./manage-views.tsx"));

type Props = { initial: readonly SavedView[]; search: string; canManage: boolean };

/** The team's saved lists; an operator saves this one, and takes others away. */
export function ViewsMenu({ initial, search, canManage }: Props) {
  const [views, setViews] = useState(initial);
  const { isOpen, menu } = useMenu();
  return (
    <details className="sm:relative" {...menu}>
      <summary className="button cursor-pointer list-none">
        Views <MenuMark />
      </summary>
      <div
        tabIndex={-1}
        className="panel absolute z-30 mt-2 p-1.5 shadow-lg outline-none max-sm:inset-x-0 sm:right-0 sm:w-72"
      >
        {views.length === 0 && <p className="px-2.5 py-2 text-muted">No view is saved yet.</p>}
        <ul className="max-h-72 overflow-y-auto" aria-label="Saved views">
          {views.map((view) => (
            <li key={view.name}>
              <ListLink
                search={view.search}
                aria-current={view.search === search ? "page" : undefined}
                title={`Saved by ${view.savedBy}`}
                className="block truncate rounded-md px-2.5 py-1.5 no-underline hover:bg-sunken aria-[current]:font-semibold"
              >
                {view.name}
              </ListLink>
            </li>
          ))}
        </ul>
        {isOpen && canManage && <ManageViews views={views} search={search} onChange={setViews} />}
        {!canManage && (
          <p className="px-2.5 py-2 text-[12.5px] text-faint">An operator saves views for all.</p>
        )}
      </div>
    </details>
  );
}
