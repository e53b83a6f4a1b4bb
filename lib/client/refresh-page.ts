type Router = { refresh(): void };

const healthTimeoutMs = 3_000;
const retryMs = 5_000;

/**
 * Has the page drawn anew if Gantry answers; says whether it does. Next makes a load of the address of a refresh that
 * fails, and the browser's own “cannot be reached” ends the page for good: so a small question goes first.
 */
export async function refreshIfReachable(router: Router, signal?: AbortSignal): Promise<boolean> {
  const isReachable = await isGantryThere();
  if (isReachable && !signal?.aborted) router.refresh();
  return isReachable;
}

/** Has the page drawn anew as soon as Gantry answers. */
export async function refreshOnceReachable(router: Router, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await refreshIfReachable(router, signal)))
    await new Promise((resolve) => setTimeout(resolve, retryMs));
}

/** Whether Gantry answers just now. */
export async function isGantryThere(): Promise<boolean> {
  const signal = AbortSignal.timeout(healthTimeoutMs);
  return await fetch("/api/health", { cache: "no-store", signal }).then(
    ({ ok }) => ok,
    () => false,
  );
}
