"use client";

import { useFetchedRows } from "./use-fetched-rows.ts";

const nothing = { first: 0, last: 0 };
const readNow = (first: number, last: number) => ({ first, last });
const ask = (range: { first: number; last: number }) => Promise.resolve(range);

/** As `useFetchedRows`, for rows that are at hand: says which of them to draw. */
export function useRowWindow(count: number, wraps: boolean) {
  const { drawn, ...rest } = useFetchedRows({
    count,
    wraps,
    initial: nothing,
    readNow,
    ask,
    about: [],
  });
  return { ...rest, ...drawn };
}
