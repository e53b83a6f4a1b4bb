/** Starts Gantry with the server, not with its first visitor; what cannot start says why in a line. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { startOrExit } = await import("#lib/server/gantry.ts");
  await startOrExit();
}
