import "server-only";

/** Whether a moment lies less than so long ago. One that lies ahead was noted before the clock was set back. */
export function isRecent(at: number, ms: number, now = Date.now()): boolean {
  return Math.abs(now - at) < ms;
}
