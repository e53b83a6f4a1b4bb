import { expect, test } from "vitest";
import { clearRanges, readRanges, toggleExclusion, wantRange } from "./range-conditions.ts";

const after = (search: string, edit: (params: URLSearchParams) => void) => {
  const params = new URLSearchParams(search);
  edit(params);
  return decodeURIComponent(params.toString());
};

test("ranges are read as the query box writes them, however the address has them", () => {
  const read = (search: string) => readRanges(new URLSearchParams(search), "duration");
  expect(read("")).toEqual({ wanted: "", excluded: [] });
  expect(read("min_duration=5 m&max_duration=10m").wanted).toBe("5m..10m");
  expect(read("not_duration=>%3D5m&not_duration=1m..2m").excluded).toEqual([">5m", "1m..2m"]);
  expect(readRanges(new URLSearchParams("ended_after=24h"), "ended").wanted).toBe("<24h");
});

test("a range that is asked for is left out no longer, and the other way round", () => {
  expect(after("not_ended=<24h&not_ended=<7d", (next) => wantRange(next, "ended", "<24h"))).toBe(
    "ended_after=24h&not_ended=<7d",
  );
  expect(after("ended_after=24h&q=x", (next) => toggleExclusion(next, "ended", "<24h"))).toBe(
    "q=x&not_ended=<24h",
  );
});

test("leaving out one range keeps another that is asked for", () => {
  expect(after("min_wait=1m&max_wait=1h", (next) => toggleExclusion(next, "waited", ">5m"))).toBe(
    "min_wait=1m&max_wait=1h&not_waited=>5m",
  );
});

test("an exclusion is taken back in whatever words it stands, and what is asked for stays", () => {
  expect(
    after("min_total=5m&not_took=>%3D5m&not_took=>1h", (next) =>
      toggleExclusion(next, "took", ">5m"),
    ),
  ).toBe("min_total=5m&not_took=>1h");
});

test("asking for another range replaces both ends", () => {
  expect(
    after("min_duration=1m&max_duration=2m", (next) => wantRange(next, "duration", ">1h")),
  ).toBe("min_duration=1h");
});

test("any range clears bounds and exclusions of this name alone", () => {
  expect(
    after("created_after=1h&created_before=1m&not_created=<5m&not_ended=<5m", (next) =>
      clearRanges(next, "created"),
    ),
  ).toBe("not_ended=<5m");
});

test("what is no range can be taken back and not be asked for", () => {
  expect(after("not_created=soon", (next) => wantRange(next, "created", "soon"))).toBe(
    "not_created=soon",
  );
  expect(after("not_created=soon", (next) => toggleExclusion(next, "created", "soon"))).toBe("");
});
