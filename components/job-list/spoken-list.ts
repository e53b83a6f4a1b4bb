import type { ShownList } from "#lib/domain/list-query/apply-list-changes.ts";
import { describeTotal } from "./describe-list.ts";

/** What a screen reader has been told of a list. */
type SpokenList = {
  /** The search of the list that it was told of; null while there is none, and once the reader has taken its news in. */
  search: string | null;
  hasNew: boolean;
  hasLeaving: boolean;
  said: string;
};

/** Of the list that a page opens with nothing is said: it is read as part of the page. */
export const toUnspoken = (search: string | null): SpokenList => ({
  search,
  hasNew: false,
  hasLeaving: false,
  said: "",
});

/**
 * Tells how many there are when another list comes, and of its news once each that there is some: the counts change
 * several times a minute. The same object when there is nothing to say.
 */
export function speakOfList(
  before: SpokenList,
  search: string,
  list: ShownList | null,
): SpokenList {
  if (list === null) return before.search === null ? before : toUnspoken(null);
  const isOther = before.search !== search;
  const hasNew = list.waiting.size > 0 || (!isOther && before.hasNew);
  const hasLeaving = list.leaving.size > 0 || (!isOther && before.hasLeaving);
  if (!isOther && hasNew === before.hasNew && hasLeaving === before.hasLeaving) return before;
  const news = [...(hasNew ? ["New jobs"] : []), ...(hasLeaving ? ["Some no longer match"] : [])];
  const said = [...(isOther ? [toResult(list)] : []), ...news].join(". ");
  return { search, hasNew, hasLeaving, said };
}

function toResult(list: ShownList): string {
  const { sort: _, cursor, ...conditions } = list.filter;
  if (list.rows.length + list.waiting.size > 0 || cursor !== undefined) return describeTotal(list);
  return Object.keys(conditions).length > 0 ? "No job matches" : "No jobs yet";
}
