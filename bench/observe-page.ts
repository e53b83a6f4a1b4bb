export type InPage = {
  /** Navigation start to the first paint of the job's heading, or of any text where that is not told. */
  readableMs: number;
  /** Navigation start to the first moment at which the view switch reacts; null when it never did. */
  interactiveMs: number | null;
  /** 0 when no task took longer than 50 ms. */
  longestTaskMs: number;
  /** As they travelled. */
  scriptBytes: number;
};

/** Runs inside the page before anything else does. Self-contained: it is sent to the browser as text. */
export function observePage(): void {
  const record = (type: string, durationOf: (entry: PerformanceEntry) => number) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const start = type === "longtask" ? entry.startTime : durationOf(entry);
        performance.measure(type, { start, duration: type === "longtask" ? entry.duration : 0 });
      }
    }).observe({ type, buffered: true });
  record("longtask", (entry) => entry.duration);
  record("element", (entry) => entry.startTime);

  const markHeading = new MutationObserver(() => {
    const heading = document.querySelector("main h1");
    if (!heading) return;
    heading.setAttribute("elementtiming", "heading");
    markHeading.disconnect();
  });
  markHeading.observe(document, { childList: true, subtree: true });
}

/** As `observePage`: clicks the view switch of the timeline as soon as it may react, like a very quick person. */
export function clickEarly(): void {
  const pollMs = 4;
  let tries = 0;
  // A click that comes after React has claimed the switch and before it has finished is lost, so
  // the two views take turns: a click on the chosen one would change nothing.
  const tryOut = () => {
    if (performance.getEntriesByName("interactive").length > 0) return;
    const views = document.querySelectorAll<HTMLElement>(
      "main input:is([value=compact], [value=json])",
    );
    const view = views[tries % 2];
    if (view && Object.keys(view).some((key) => key.startsWith("__reactProps"))) {
      tries += 1;
      view.click();
    }
    setTimeout(tryOut, pollMs);
  };
  let events: Element | null = null;
  const reaction = new MutationObserver(() => {
    events ??= document.querySelector("main ol[aria-label=Events]");
    if (events === null || events.isConnected) return;
    performance.mark("interactive");
    reaction.disconnect();
  });
  reaction.observe(document, { childList: true, subtree: true });
  setTimeout(tryOut, pollMs);
}

/** Runs inside the page when it has come to rest. */
export function readObserved(): InPage {
  const startOf = (name: string) => performance.getEntriesByName(name)[0]?.startTime;
  const scripts = performance
    .getEntriesByType("resource")
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .filter(({ name }) => new URL(name).pathname.endsWith(".js"));
  return {
    readableMs: startOf("element") ?? startOf("first-contentful-paint") ?? Infinity,
    interactiveMs: startOf("interactive") ?? null,
    longestTaskMs: performance
      .getEntriesByName("longtask")
      .reduce((longest, { duration }) => Math.max(longest, duration), 0),
    scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  };
}
