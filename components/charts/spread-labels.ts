const lineHeightPx = 12;

/** Labels from top to bottom, each where it wants to be unless another or the bottom is in its way. */
export function spreadLabels<T extends { y: number }>(labels: T[], bottom: number): T[] {
  const placed: T[] = [];
  const lowest = bottom - lineHeightPx / 2;
  for (const [place, label] of labels.toSorted((a, b) => a.y - b.y).entries()) {
    const below = labels.length - 1 - place;
    const above = placed.at(-1)?.y ?? -Infinity;
    const y = Math.min(label.y, lowest - below * lineHeightPx);
    placed.push({ ...label, y: Math.max(y, above + lineHeightPx) });
  }
  return placed;
}
