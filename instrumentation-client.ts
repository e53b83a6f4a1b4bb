/** Before the page is brought to life: the worker of a large document starts, and the server reads, meanwhile. */
async function begin(): Promise<void> {
  if (document.querySelector("[data-opens]"))
    (await import("#components/payload/begin-in-worker.ts")).beginEarly();
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else void begin();
