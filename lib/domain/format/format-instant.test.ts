import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { formatAgo, formatInstant } from "./format-instant.ts";

const instant = Date.UTC(2026, 10, 22, 12, 57, 56, 120);

test.each([
  ["Europe/Zurich", "time", "13:57:56"],
  ["Europe/Zurich", "timeMs", "13:57:56.120"],
  ["Europe/Zurich", "date", "2026-11-22"],
  ["Europe/Zurich", "dateTime", "2026-11-22 13:57:56"],
  ["Europe/Zurich", "exact", "2026-11-22 13:57:56.120 +01:00 Europe/Zurich"],
  ["America/St_Johns", "exact", "2026-11-22 09:27:56.120 -03:30 America/St_Johns"],
  ["UTC", "exact", "2026-11-22 12:57:56.120 UTC"],
] as const)("in %s the style %s reads %s", (zone, style, text) => {
  expect(formatInstant(instant, zone, style)).toBe(text);
});

test("midnight is 00, and the two hours that a clock shows twice differ in their offset", () => {
  expect(formatInstant(Date.UTC(2026, 0, 1), "UTC", "time")).toBe("00:00:00");
  const fold = Date.UTC(2026, 9, 25, 0, 30);
  expect(formatInstant(fold, "Europe/Zurich", "exact")).toContain("02:30:00.000 +02:00");
  expect(formatInstant(fold + 3_600_000, "Europe/Zurich", "exact")).toContain(
    "02:30:00.000 +01:00",
  );
});

test("a zone that does not exist counts as UTC", () => {
  expect(formatInstant(instant, "Mars/Olympus", "exact")).toBe("2026-11-22 12:57:56.120 UTC");
});

test("an instant that does not exist reads as a dash", () => {
  expect(formatInstant(null, "UTC", "time")).toBe("–");
  expect(formatInstant(Number.NaN, "UTC", "time")).toBe("–");
  expect(formatInstant(9e15, "UTC", "exact")).toBe("–");
});

test.each([0, -1, 1.5, instant, Date.UTC(9999, 11, 31), 253_402_300_800_000, -62_135_596_800_000])(
  "UTC by itself and UTC by the tables of zones write %d alike",
  (ms) => {
    for (const style of ["timeMs", "dateTime"] as const)
      expect(formatInstant(ms, "UTC", style)).toBe(formatInstant(ms, "Etc/UTC", style));
  },
);

test("instants before 1970 keep their milliseconds positive", () => {
  expect(formatInstant(-1, "UTC", "timeMs")).toBe("23:59:59.999");
});

test.each(["de_CH.UTF-8", "ar_EG.UTF-8", "th_TH.UTF-8"])(
  "a process that runs in %s writes the same",
  (locale) => {
    const file = fileURLToPath(new URL("./format-instant.ts", import.meta.url));
    const script = `import(${JSON.stringify(file)}).then((m) => console.log(m.formatInstant(${instant}, "Europe/Zurich", "exact")))`;
    const output = execFileSync(process.execPath, ["-e", script], {
      env: { ...process.env, LANG: locale, LC_ALL: locale, TZ: "Asia/Tokyo" },
      encoding: "utf8",
    });
    expect(output.trim()).toBe(formatInstant(instant, "Europe/Zurich", "exact"));
  },
);

test.each([
  [0, "just now"],
  [-3_000, "3 s ago"],
  [-60_000, "1 minute ago"],
  [-6 * 60_000, "6 minutes ago"],
  [-26 * 3_600_000, "1 day ago"],
  [-90 * 86_400_000, "2 months ago"],
  [-800 * 86_400_000, "2 years ago"],
  [4_000, "in 4 s"],
  [7_200_000, "in 2 hours"],
])("%s ms from now reads %s", (distance, text) => {
  expect(formatAgo(instant + distance, instant)).toBe(text);
});
