import { isGantryThere } from "#lib/client/refresh-page.ts";

/** A tab that nobody has looked at for this long is loaded again. */
const idleMs = 30_000;

/** Loads the page again while nobody looks and Gantry answers, until `signal` aborts. An opened file would be lost. */
export function reloadUnseen(signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.hidden && location.pathname !== "/file") timer = setTimeout(reload, idleMs);
  };
  const reload = async () => {
    const isThere = await isGantryThere();
    if (signal.aborted) return;
    if (isThere && document.hidden) location.reload();
    else look();
  };
  look();
  document.addEventListener("visibilitychange", look, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
}
