"use client";

import { useEffect, useState } from "react";

/**
 * The newest of what `ask` answers, asked again whenever one of `about` changes; until then what came before, at
 * first `initial`. Nothing is asked while `isIdle`.
 */
export function useAnswer<Value>(
  ask: () => Promise<Value>,
  initial: Value,
  about: readonly unknown[],
  isIdle = false,
): Value {
  const [answer, setAnswer] = useState(initial);
  useEffect(() => {
    if (isIdle) return undefined;
    let isWanted = true;
    const load = async () => {
      const value = await ask();
      if (isWanted) setAnswer(() => value);
    };
    void load();
    return () => {
      isWanted = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what the question is about, said by the caller
  }, about);
  return answer;
}
