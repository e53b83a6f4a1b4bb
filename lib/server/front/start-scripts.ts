/**
 * Runs in the browser, by its text alone: starts the scripts that a page holds back once the page has been painted.
 * Until then an empty frame that stays open keeps the page's `load` from being told. A page at which nobody
 * looks, or which is not painted for long, starts them as soon as it is parsed.
 */
export function startScripts(): void {
  const patienceMs = 600;
  let isParsed = false;
  let isDue = document.hidden;
  let isStarted = false;

  const gate = document.createElement("iframe");
  gate.hidden = true;
  document.documentElement.append(gate);
  gate.contentDocument?.open();

  const start = () => {
    if (!isParsed || !isDue || isStarted) return;
    isStarted = true;
    for (const held of document.querySelectorAll<HTMLScriptElement>("script[type=held]")) {
      const script = document.createElement("script");
      // As written: the build knows its files by that.
      for (const { name, value } of held.attributes)
        if (name !== "type") script.setAttribute(name, value);
      // The attribute does not tell it.
      script.nonce = held.nonce;
      held.replaceWith(script);
    }
    gate.remove();
  };
  const fallDue = () => {
    isDue = true;
    start();
  };
  new PerformanceObserver(fallDue).observe({ type: "paint", buffered: true });
  document.addEventListener("DOMContentLoaded", () => {
    isParsed = true;
    start();
    setTimeout(fallDue, patienceMs);
  });
}
