/**
 * Asks the browser for leave to notify; null when it is given, or else why not, for the button that was pressed.
 * It asks the person once; a block is theirs to lift.
 */
export async function askPermission(): Promise<string | null> {
  if (!("Notification" in window) || !isSecureContext)
    return "Needs HTTPS and a browser that notifies";
  return (await Notification.requestPermission()) === "granted" ? null : "Blocked by the browser";
}
