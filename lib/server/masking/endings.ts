import "server-only";

/** Finds the longest of many endings. Few words share their last two letters with one, so most are told at once. */
export function createEndings<Value>(endings: ReadonlyMap<string, Value>) {
  const lengths = new Map<string, number[]>();
  for (const ending of [...endings.keys()].toSorted((a, b) => b.length - a.length)) {
    const shared = lengths.get(ending.slice(-2)) ?? [];
    if (shared.at(-1) !== ending.length) shared.push(ending.length);
    lengths.set(ending.slice(-2), shared);
  }
  const hasSingle = Array.from(endings.keys()).some(({ length }) => length === 1);

  function find(
    letters: string,
    fits: (value: Value, start: number) => boolean = () => true,
  ): Value | undefined {
    const found = findShared(letters, letters.slice(-2), fits);
    return found ?? (hasSingle ? findShared(letters, letters.slice(-1), fits) : undefined);
  }

  function findShared(
    letters: string,
    shared: string,
    fits: (value: Value, start: number) => boolean,
  ): Value | undefined {
    for (const length of lengths.get(shared) ?? []) {
      const start = letters.length - length;
      const value = start < 0 ? undefined : endings.get(letters.slice(start));
      if (value !== undefined && fits(value, start)) return value;
    }
    return undefined;
  }

  return { find };
}
