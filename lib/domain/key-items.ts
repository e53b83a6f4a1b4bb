/** Each item under its name; those that share one are told apart by their place among them: `a`, `a 2`. */
export function keyItems<T extends { name: string }>(
  items: readonly T[],
): { key: string; item: T }[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const count = (counts.get(item.name) ?? 0) + 1;
    counts.set(item.name, count);
    return { key: count === 1 ? item.name : `${item.name} ${count}`, item };
  });
}
