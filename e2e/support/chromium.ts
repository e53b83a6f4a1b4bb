import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const installed = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  chromium.executablePath(),
];

/** The browser that the stories run in; undefined when the machine has none. */
export function findChromium(): string | undefined {
  return installed.find((path) => path !== undefined && existsSync(path));
}

/** Debian's package where apt works, Playwright's own download elsewhere. */
function installChromium(): void {
  const isRoot = process.getuid?.() === 0;
  const apt = isRoot ? "apt-get" : "sudo -n apt-get";
  const debian = `${apt} update -qq && ${apt} install -y -qq --no-install-recommends chromium fonts-dejavu-core`;
  console.log("No Chromium here: installing Debian's package …");
  const { status } = spawnSync(debian, { shell: true, stdio: ["ignore", "ignore", "inherit"] });
  if (status === 0 && findChromium() !== undefined) return;
  console.log("That did not work: trying Playwright's download …");
  spawnSync("playwright", ["install", "--with-deps", "chromium"], {
    shell: true,
    stdio: "inherit",
  });
}

if (import.meta.main) {
  if (findChromium() === undefined) installChromium();
  const path = findChromium();
  console.log(path === undefined ? "No Chromium could be installed." : `Chromium: ${path}`);
  process.exitCode = path === undefined ? 1 : 0;
}
