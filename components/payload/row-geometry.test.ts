import * as fc from "fast-check";
import { expect, test } from "vitest";
import { rowHeight, toContentHeight, toRowAtTop, toScrollTop } from "./row-geometry.ts";

const geometries = fc.record({
  count: fc.integer({ min: 1, max: 20_000_000 }),
  viewport: fc.integer({ min: 0, max: 2_000 }),
});

test("rows that fit keep their own height", () => {
  const geometry = { count: 1_000, viewport: 560 };
  expect(toContentHeight(geometry)).toBe(1_000 * rowHeight);
  expect(toRowAtTop(rowHeight * 7.5, geometry)).toBeCloseTo(7.5);
});

test("no content is taller than a browser draws", () => {
  fc.assert(
    fc.property(geometries, (geometry) => {
      expect(toContentHeight(geometry)).toBeLessThanOrEqual(15_000_000);
    }),
  );
});

test("scrolled to the end, the last row is at the lower edge", () => {
  fc.assert(
    fc.property(geometries, (geometry) => {
      const end = Math.max(0, toContentHeight(geometry) - geometry.viewport);
      const shown = geometry.viewport / rowHeight;
      expect(toRowAtTop(end, geometry)).toBeCloseTo(Math.max(0, geometry.count - shown), 3);
    }),
  );
});

test("every row can be scrolled to", () => {
  fc.assert(
    fc.property(geometries, fc.double({ min: 0, max: 1, noNaN: true }), (geometry, part) => {
      const shown = geometry.viewport / rowHeight;
      const row = part * Math.max(0, geometry.count - shown);
      expect(toRowAtTop(toScrollTop(row, geometry), geometry)).toBeCloseTo(row, 3);
    }),
  );
});
