/** What was thrown, in words. */
export function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
