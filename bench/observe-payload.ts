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

  const inPanel = (selector: string) =>
    document.querySelector(`section[aria-label="Payload"] ${selector}`);
  const isSeen = {
    first: () => inPanel("[aria-label^=Payload]")?.textContent.includes("note") === true,
    usable: () => inPanel("[role=tree] [role=treeitem]") !== null,
    found: () => inPanel("output")?.textContent === "1 of 1",
  };
  const awaited = new Map(Object.entries(isSeen));
  const look = () => {
    for (const [name, isThere] of awaited)
      if (isThere()) {
        performance.mark(name);
        awaited.delete(name);
      }
    if (awaited.size > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  const startOf = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Infinity;
  window.readPayloadMarks = () => ({
    firstMs: startOf("first"),
    usableMs: startOf("usable"),
    findMs: Number.isFinite(startOf("asked")) ? startOf("found") - startOf("asked") : null,
    taskMs,
  });
}
