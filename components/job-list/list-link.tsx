"use client";
import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { toListSearch } from "#lib/domain/list-query/list-params.ts";
import { openSearch } from "./use-job-lists.ts";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { params: URLSearchParams };

/** Leads to the list of another address without asking for the page again. */
export function ListLink({ params, ...rest }: Props) {
  const search = toListSearch(params);

  function open(event: MouseEvent): void {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!isPlain || event.button !== 0) return;
    event.preventDefault();
    openSearch(search);
  }

  // oxlint-disable-next-line jsx-a11y/anchor-has-content -- the content is among the rest
  return <a href={search === "" ? "/jobs" : `/jobs?${search}`} onClick={open} {...rest} />;
}
