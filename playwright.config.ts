import { defineConfig } from "@playwright/test";
import { findChromium } from "./e2e/support/chromium.ts";
import { gantryUrl, sandboxPort } from "./e2e/support/addresses.ts";

const executablePath = findChromium();

/** The stories of one Gantry take turns; beside them run those that start Gantrys and upstreams of their own. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  forbidOnly: true,
  retries: 0,
  workers: 2,
  projects: [
    { name: "shared", testIgnore: "**/guarded/**", workers: 1 },
    { name: "guarded", testMatch: "**/guarded/**", workers: 1 },
  ],
  timeout: 60_000,
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL: gantryUrl,
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: ["--no-sandbox"],
    },
    viewport: { width: 1440, height: 900 },
    timezoneId: "UTC",
    trace: "retain-on-failure",
  },
  webServer: {
    command:
      "rm -f test-results/e2e.db* && exec node --conditions=react-server lib/server/start.ts",
    url: `${gantryUrl}/api/health`,
    timeout: 240_000,
    env: {
      PORT: new URL(gantryUrl).port,
      DATABASE_URL: "file:test-results/e2e.db",
      SANDBOX_CONTROL: "1",
      // Stories run one after another, faster than people do: none is to wait for what others have used.
      SANDBOX_REQUESTS: "3000",
      SANDBOX_PORT: String(sandboxPort),
      LOG_LEVEL: "warn",
    },
  },
});
