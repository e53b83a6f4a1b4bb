export type PayloadMarks = {
  firstMs: number;
  usableMs: number;
  /** From typing what is sought until it is found; null where nothing was. */
  findMs: number | null;
  taskMs: number;
};

declare global {
  interface Window {
    readPayloadMarks(): PayloadMarks;
  }
}

/** Runs inside the page before anything else does. Self-contained: it is sent to the browser as text. */
export function observePayload(): void {
  let taskMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) taskMs = Math.max(taskMs, duration);
  }).observe({ type: "longtask", buffered: true });

  const has = (name: string) => performance.getEntriesByName(name).length > 0;
  const look = () => {
    const panel = document.querySelector('section[aria-label="Payload"]');
    if (!has("first") && panel?.textContent.includes("note")) performance.mark("first");
    if (!has("usable") && panel?.querySelector("[role=tree] [role=treeitem]"))
      performance.mark("usable");
    if (has("asked") && !has("found") && panel?.querySelector("output")?.textContent === "1 of 1")
      performance.mark("found");
    if (!has("found")) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  const startOf = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Infinity;
  window.readPayloadMarks = () => ({
    firstMs: startOf("first"),
    usableMs: startOf("usable"),
    findMs: has("asked") ? startOf("found") - startOf("asked") : null,
    taskMs,
  });
}
