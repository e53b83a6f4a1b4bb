import type { Refusal } from "./refusals.ts";

/** Asks the browser for leave to notify. It asks the person once; a block is theirs to lift. */
export async function askPermission(): Promise<"granted" | Refusal> {
  if (!("Notification" in window) || !isSecureContext) return "unsupported";
  return (await Notification.requestPermission()) === "granted" ? "granted" : "blocked";
}
