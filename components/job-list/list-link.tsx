"use client";
import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { changeSearch, type SearchEdit } from "./change-search.ts";
import { openSearch } from "./use-job-lists.ts";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & {
  /** The list that it changes, as it was drawn; the one that it leads to where it changes nothing. */
  search: string;
  edit?: SearchEdit;
};

/**
 * Leads to the list of another address without asking for the page again. A change is made to the address as it is
 * when the link is pressed: leaving a field of the panel for it has changed it just before. A menu that it stands in closes.
 */
export function ListLink({ search, edit, ...rest }: Props) {
  const drawn = edit ? changeSearch(search, edit) : search;

  function open(event: MouseEvent): void {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!isPlain || event.button !== 0) return;
    event.preventDefault();
    openSearch(edit ? changeSearch(location.search, edit) : search);
    const menu = event.currentTarget.closest("details");
    menu?.querySelector("summary")?.focus();
    menu?.removeAttribute("open");
  }

  // oxlint-disable-next-line jsx-a11y/anchor-has-content -- the content is among the rest
  return <a href={drawn === "" ? "/jobs" : `/jobs?${drawn}`} onClick={open} {...rest} />;
}
