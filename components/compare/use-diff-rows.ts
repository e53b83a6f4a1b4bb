"use client";
import { useEffect, useState } from "react";
import type { DiffRow } from "#lib/domain/json-diff/read-diff-row.ts";
import type { DiffView } from "./diff-messages.ts";
import type { OpenDiff } from "./open-diff.ts";

const pageRows = 200;
/** Pages kept; those long out of sight are asked for again. */
const pagesMax = 40;

/** The lines from `first` to `last`; undefined for those that are still on their way. */
export function useDiffRows(diff: OpenDiff, view: DiffView, first: number, last: number) {
  const [pages, setPages] = useState<ReadonlyMap<number, DiffRow[]>>(() => new Map());
  const firstPage = Math.floor(first / pageRows);
  const lastPage = Math.floor(Math.max(first, last - 1) / pageRows);

  useEffect(() => {
    let isCurrent = true;
    const read = async (page: number) => {
      const rows = await diff.readRows(view, page * pageRows, (page + 1) * pageRows);
      if (isCurrent)
        setPages((known) => new Map([...[...known].slice(-pagesMax), [page, rows] as const]));
    };
    for (let page = firstPage; page <= lastPage; page++) if (!pages.has(page)) void read(page);
    return () => {
      isCurrent = false;
    };
  }, [diff, view, firstPage, lastPage, pages]);

  return (row: number): DiffRow | undefined =>
    pages.get(Math.floor(row / pageRows))?.[row % pageRows];
}
