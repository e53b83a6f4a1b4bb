/** A list's filter and sort under a name, for everybody. */
export type SavedView = {
  name: string;
  /** The search of the list's address. */
  search: string;
  savedBy: string;
  savedAt: number;
};

export const toViewPath = ({ search }: Pick<SavedView, "search">): string =>
  search === "" ? "/jobs" : `/jobs?${search}`;
