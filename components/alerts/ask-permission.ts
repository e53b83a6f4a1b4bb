export type Permission = "granted" | "blocked" | "unsupported";

/** Asks the browser for leave to notify. It asks the person once; a block is theirs to lift. */
export async function askPermission(): Promise<Permission> {
  if (!("Notification" in window) || !isSecureContext) return "unsupported";
  return (await Notification.requestPermission()) === "granted" ? "granted" : "blocked";
}
