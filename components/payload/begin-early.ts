import { beginEarly } from "./begin-in-worker.ts";
import { nearPixels } from "./payload-bounds.ts";

// What draws the document is loaded meanwhile.
void import("./payload-loading.tsx");
for (const panel of document.querySelectorAll<HTMLElement>("[data-opens]"))
  if (panel.getBoundingClientRect().top < innerHeight + nearPixels)
    beginEarly(panel.dataset["opens"] ?? "");
