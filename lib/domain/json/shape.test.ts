import fc from "fast-check";
import { expect, test } from "vitest";
import { createShapeReader } from "./shape.ts";

function read(text: string, pieceBytes = 7) {
  const bytes = new TextEncoder().encode(text);
  const reader = createShapeReader();
  for (let at = 0; at < bytes.length; at += pieceBytes)
    reader.push(bytes.subarray(at, at + pieceBytes));
  return reader.end();
}

function describe(value: unknown): [string, number] {
  if (Array.isArray(value)) return ["array", value.length];
  if (typeof value === "object" && value !== null) return ["object", Object.keys(value).length];
  if (typeof value === "boolean" || value === null) return ["word", 0];
  return [typeof value, 0];
}

test("any JSON has the shape that JSON.parse sees", () => {
  const holder = fc.oneof(
    fc.array(fc.jsonValue(), { maxLength: 9 }),
    fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 9 }),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(
      holder,
      fc.constantFrom(0, 2),
      fc.integer({ min: 1, max: 50 }),
      (value, space, size) => {
        const parsed: unknown = JSON.parse(JSON.stringify(value));
        const shape = read(JSON.stringify(parsed, null, space), size);
        expect([shape.kind, shape.count]).toEqual(describe(parsed));
        const members = typeof parsed === "object" && parsed !== null ? Object.values(parsed) : [];
        expect(shape.members.map(({ kind, count }) => [kind, count])).toEqual(
          members.map(describe),
        );
      },
    ),
  );
});

test("members tell their keys as written and how long they are", () => {
  const { members, bytes } = read('{"a\\"b": [1, 22] ,"c":"ü"}');
  expect(bytes).toBe(27);
  expect(members).toEqual([
    { key: 'a\\"b', kind: "array", count: 2, bytes: 8 },
    { key: "c", kind: "string", count: 0, bytes: 4 },
  ]);
});
