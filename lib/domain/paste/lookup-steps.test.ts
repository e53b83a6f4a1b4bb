import { expect, test } from "vitest";
import { maxAskedAtOnce, type Lookup, type LookupAnswer } from "./lookup.ts";
import { lookUpOpen } from "./lookup-steps.ts";

const toLookup = (text: string, state: Lookup["state"]): Lookup => ({
  ...{ text, state, id: text, source: "figur", found: false, job: null, reason: null },
});
const toAnswer = (data: Lookup[], retryAfterMs: number | null = null): LookupAnswer => ({
  data,
  meta: { hasMore: false, retryAfterMs },
});
const toTexts = (sent: string) => sent.split(" ").map((key) => key.replace("figur:", ""));

async function run(answer: LookupAnswer, lookUp: (texts: string[]) => LookupAnswer) {
  const [asked, waits]: [string[][], number[]] = [[], []];
  const steps = lookUpOpen(answer, {
    async lookUp(sent) {
      expect(sent).toContain("figur:");
      asked.push(toTexts(sent));
      return lookUp(toTexts(sent));
    },
    wait: async (ms) => void waits.push(ms),
  });
  const told = [];
  for await (const { asked, pauseMs } of steps) told.push([asked, pauseMs]);
  return { asked, waits, told };
}

test("only what is open is asked for, with the source that it is of", async () => {
  const all = (["found", "missing", "malformed", "unasked", "unanswered"] as const).map((state) =>
    toLookup(state, state),
  );
  const { asked } = await run(toAnswer(all), (texts) =>
    toAnswer(texts.map((text) => toLookup(text, "missing"))),
  );
  expect(asked).toEqual([["unasked", "unanswered"]]);
});

test("where a limit is used up, the same are asked for after the pause", async () => {
  const open = Array.from({ length: maxAskedAtOnce + 5 }, (_, at) => toLookup(`${at}`, "unasked"));
  let times = 0;
  const { asked, waits, told } = await run(toAnswer(open), (texts) => {
    times += 1;
    const state = times === 2 ? "unasked" : "missing";
    const data = texts.map((text) => toLookup(text, state));
    return toAnswer(data, times === 2 ? 24_000 : null);
  });
  expect(asked.map(({ length }) => length)).toEqual([20, 5, 5]);
  expect(told).toEqual([
    [20, null],
    [20, 24_000],
    [25, null],
  ]);
  expect(waits).toEqual([24_000]);
});

test("what has no answer is not asked for twice", async () => {
  const open = [toLookup("a", "unasked"), toLookup("b", "unasked")];
  const { asked } = await run(toAnswer(open), (texts) =>
    toAnswer(texts.map((text) => toLookup(text, text === "a" ? "unanswered" : "missing"))),
  );
  expect(asked).toEqual([["a", "b"]]);
});
