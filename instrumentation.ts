export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { getGantry } = await import("#lib/server/gantry.ts");
  await getGantry();
}
