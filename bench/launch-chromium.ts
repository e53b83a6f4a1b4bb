import { chromium, type Browser } from "@playwright/test";
import { findChromium } from "../e2e/support/chromium.ts";

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ["--no-sandbox"],
  });
}

export const screen = { viewport: { width: 1440, height: 900 }, timezoneId: "Europe/Zurich" };
