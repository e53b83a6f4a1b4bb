import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Browser, type Page } from "@playwright/test";
import { findChromium } from "../e2e/support/chromium.ts";

/** For about a second after a window opens, Chromium loads pages of its own in the background, on both of two cores. */
const settleMs = 2_000;

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ["--no-sandbox"],
  });
}

export const screen = { viewport: { width: 1440, height: 900 }, timezoneId: "Europe/Zurich" };

/** An empty page with an empty cache, in a browser that has come to rest, as people's browsers have. */
export async function openFreshPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext(screen);
  const page = await context.newPage();
  await sleep(settleMs);
  return page;
}
