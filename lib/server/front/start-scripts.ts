/**
 * Runs in the browser, by its text alone: starts the scripts that a page holds back once the page is whole and has
 * been painted, or after a while: nobody looks, paints are not told, or a part is still to come.
 * Until then an empty frame that stays open keeps the page's `load` from being told.
 * A window that another page holds is loaded anew, once, which cuts it off: `isCutOff` tells that its answer did.
 */
export function startScripts(isCutOff: boolean): void {
  const [visit] = performance.getEntriesByType("navigation");
  const isReloaded = visit instanceof PerformanceNavigationTiming && visit.type === "reload";
  if (!isCutOff && window.opener !== null && !isReloaded) return location.reload();

  const patienceMs = 600;
  let isPainted = document.hidden;
  let isParsed = false;

  const gate = document.createElement("iframe");
  gate.hidden = true;
  document.documentElement.append(gate);
  gate.contentDocument?.open();

  const start = () => {
    for (const held of document.querySelectorAll<HTMLScriptElement>("script[type=held]")) {
      const script = document.createElement("script");
      // As written: the build knows its files by that.
      for (const { name, value } of held.attributes)
        if (name !== "type") script.setAttribute(name, value);
      // The attribute does not tell it.
      script.nonce = held.nonce;
      held.replaceWith(script);
    }
    if (isParsed) gate.remove();
  };
  const startWhenSeen = () => {
    if (isPainted && isParsed) start();
  };
  new PerformanceObserver((paints) => {
    // The first paint of all may be an empty one.
    isPainted ||= paints.getEntriesByName("first-contentful-paint").length > 0;
    startWhenSeen();
  }).observe({ type: "paint", buffered: true });
  document.addEventListener("DOMContentLoaded", () => {
    isParsed = true;
    startWhenSeen();
  });
  setTimeout(() => {
    isPainted = true;
    start();
  }, patienceMs);
}
