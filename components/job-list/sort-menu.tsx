"use client";
import { MenuMark, menuHandlers } from "#components/ui/menu.tsx";
import { sortWords } from "./describe-list.ts";
import { ListLink } from "./list-link.tsx";

/** The order of the list in words, and the others that it can have, whichever columns there are. Works without JavaScript. */
export function SortMenu({ search }: { search: string }) {
  const sort = new URLSearchParams(search).get("sort") ?? "-created";
  return (
    <details className="-ml-2 min-w-14 sm:relative" {...menuHandlers}>
      <summary className="button-ghost max-w-full cursor-pointer list-none px-1" title="Sort">
        <span className="truncate text-[12.5px] font-normal">{sortWords.get(sort) ?? sort}</span>
        <MenuMark />
      </summary>
      <div tabIndex={-1} className="panel absolute left-0 z-30 mt-1 w-52 p-1.5 shadow-lg">
        <ul aria-label="Sort">
          {Array.from(sortWords, ([value, words]) => (
            <li key={value}>
              <ListLink
                search={search}
                edit={(params) => params.set("sort", value)}
                aria-current={value === sort ? "true" : undefined}
                className="block rounded-md px-2.5 py-1.5 text-text no-underline first-letter:uppercase hover:bg-sunken aria-[current]:font-semibold"
              >
                {words}
              </ListLink>
            </li>
          ))}
        </ul>
        <p className="px-2.5 py-1">Jobs without the value come last.</p>
      </div>
    </details>
  );
}
