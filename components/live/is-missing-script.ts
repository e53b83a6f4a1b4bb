/** Whether code could not be loaded, most likely because a new version of Gantry replaced it. */
export function isMissingScript(error: unknown): boolean {
  return error instanceof Error && /load chunk|ChunkLoad|dynamically imported/i.test(error.message);
}
