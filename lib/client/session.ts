const listeners = new Set<() => void>();
let waiting: PromiseWithResolvers<void> | null = null;

/** Whether the session has ended since the page was drawn. */
export const isSignedOut = (): boolean => waiting !== null;

export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** The session has ended: the page asks for the password. Resolves when somebody has signed in again. */
export function waitForSignIn(): Promise<void> {
  if (!waiting) {
    waiting = Promise.withResolvers();
    tell();
  }
  return waiting.promise;
}

export function resumeSession(): void {
  waiting?.resolve();
  waiting = null;
  tell();
}

/**
 * Asks who is signed in, which also renews the session. A network that fails says nothing about it. `name` is whom the page
 * was drawn for: when it is somebody else by now, who may see something else, the page is loaded again.
 */
export async function checkSession(name: string): Promise<void> {
  const response = await fetch("/api/session", { cache: "no-store" }).catch(() => undefined);
  if (!response?.ok) return;
  const { data } = await response.json();
  if (!data) void waitForSignIn();
  else if (data.name === name) resumeSession();
  else location.reload();
}
