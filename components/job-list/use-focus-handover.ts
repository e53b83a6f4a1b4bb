"use client";
import { useLayoutEffect, useRef, type RefObject } from "react";

/** Places to which the focus goes when what had it is gone. */
export const listIds = { rows: "list-rows", count: "list-count" };

/** For an element that may be taken away with the focus in it: the rows get it then, or the count where there are none. */
export function useFocusHandover<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useLayoutEffect(() => {
    const gone = ref.current;
    return () => {
      if (gone?.contains(document.activeElement)) setTimeout(focusList);
    };
  }, []);
  return ref;
}

function focusList(): void {
  // Somebody else may have taken it by now.
  if (document.activeElement !== document.body) return;
  const place = document.getElementById(listIds.rows) ?? document.getElementById(listIds.count);
  place?.focus({ preventScroll: true });
}
