import { expect, test } from "vitest";
import { listFailing } from "./list-failing.ts";

const bedrock = { name: "bedrock", label: "Bedrock" } as const;
const failure = { at: 20, message: "It is down." };
type State = { failure: typeof failure; lastSuccessAt: number | null; retryAt?: number | null };
const list = (state: State) => listFailing([bedrock], new Map([["bedrock", state]]));

test("a source that fails is told with its last success and its next try, where they are known", () => {
  const told = {
    ...bedrock,
    message: "It is down.",
    failedAt: 20,
    lastSuccessAt: null,
    retryAt: null,
  };
  expect(list({ failure, lastSuccessAt: 10, retryAt: 30 })).toEqual([
    { ...told, lastSuccessAt: 10, retryAt: 30 },
  ]);
  expect(list({ failure, lastSuccessAt: null, retryAt: null })).toEqual([told]);
});

test("a source that was read since its failure is not among them", () => {
  expect(list({ failure, lastSuccessAt: 21 })).toEqual([]);
});
