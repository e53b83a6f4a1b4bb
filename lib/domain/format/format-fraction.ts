/** Progress from 0 to 1 as "25 %"; "100 %" only when it is all done. */
export function formatFraction(fraction: number): string {
  const percent = Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return `${fraction < 1 ? Math.min(99, percent) : percent} %`;
}
