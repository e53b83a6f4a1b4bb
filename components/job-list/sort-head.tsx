"use client";
import type { ListOrder } from "#lib/domain/list-filter.ts";
import { ListLink } from "./list-link.tsx";

type Props = { by: ListOrder; search: string; label: string; className: string };

/** A column that the list can be sorted by: the other way round when it is already. */
export function SortHead({ by, search, label, className }: Props) {
  const sort = new URLSearchParams(search).get("sort") ?? "-created";
  const isDescending = sort === `-${by}`;
  const isSorted = isDescending || sort === by;
  return (
    <th
      className={className}
      aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : undefined}
    >
      <ListLink
        search={search}
        edit={(params) => params.set("sort", isDescending ? by : `-${by}`)}
        className={`no-underline hover:text-text ${isSorted ? "text-text" : ""}`}
        title={`Sort by ${label.toLowerCase()}`}
      >
        {isSorted && <span aria-hidden="true">{isDescending ? "↓" : "↑"} </span>}
        {label}
      </ListLink>
    </th>
  );
}
