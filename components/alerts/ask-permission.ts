/**
 * Asks the browser for leave to notify; null when it is given, or else why not, for the button that was pressed.
 * It asks the person once; a block is theirs to lift.
 */
export async function askPermission(): Promise<string | null> {
  if (!canNotify()) return "Needs HTTPS and a browser that notifies";
  return (await Notification.requestPermission()) === "granted" ? null : "Blocked by the browser";
}

/** Chrome on Android lets service workers alone notify, and throws. Without leave, which is not given yet, the attempt shows nothing. */
function canNotify(): boolean {
  if (!("Notification" in window) || !isSecureContext) return false;
  if (Notification.permission === "granted") return true;
  try {
    return Boolean(new Notification(""));
  } catch {
    return false;
  }
}
