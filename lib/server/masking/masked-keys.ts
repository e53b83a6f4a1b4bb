import "server-only";
import { createEndings } from "./endings.ts";
import { toSpelling, type Spelling } from "./spelling.ts";
import {
  headerSignature,
  numberedPass,
  plainEndings,
  secretEndings,
  secretPhrases,
  trailingWords,
  wholeNames,
} from "./secret-names.ts";

/** Whether the value under a key, as `JSON.parse` would give it, is to be masked. */
export type KeyTest = (key: string) => boolean;

type Verdict = { isSecret: boolean; fromWord: boolean };

const trailing = createEndings(new Map(trailingWords.map((word) => [word, word])));
const trailingNumber = /v?\d{1,8}$/;
const mostTrailing = 4;
const maxKnown = 10_000;

/**
 * The test of the built-in lists, changed by a setting: entries between commas, each an ending, a `-`
 * before those that are no secret after all. The longest ending that fits decides, of the whole key or else
 * of the key without what trails.
 */
export function createKeyTest(setting = ""): KeyTest {
  const verdicts = new Map<string, Verdict>();
  for (const phrase of secretPhrases) verdicts.set(phrase, { isSecret: true, fromWord: true });
  for (const ending of secretEndings) verdicts.set(ending, { isSecret: true, fromWord: false });
  for (const ending of plainEndings) verdicts.set(ending, { isSecret: false, fromWord: false });
  for (const entry of setting.split(",")) {
    const ending = toSpelling(entry).letters;
    const isSecret = !entry.trim().startsWith("-");
    if (ending !== "") verdicts.set(ending, { isSecret, fromWord: false });
  }
  const endings = createEndings(verdicts);
  const known = new Map<string, boolean>();

  function judgeEnding({ letters, wordStarts }: Spelling): boolean | undefined {
    const fits = ({ fromWord }: Verdict, start: number) => !fromWord || wordStarts.includes(start);
    return endings.find(letters, fits)?.isSecret ?? (wholeNames.has(letters) || undefined);
  }

  function judge(key: string): boolean {
    const { letters: whole, wordStarts } = toSpelling(key);
    let letters = whole;
    for (let count = 0; count <= mostTrailing; count++) {
      const verdict = judgeEnding({ letters, wordStarts });
      if (verdict !== undefined) return verdict && (count === 0 || !numberedPass.test(whole));
      const tail = trailing.find(letters) ?? trailingNumber.exec(letters)?.[0];
      if (tail === undefined) break;
      letters = letters.slice(0, -tail.length);
    }
    return headerSignature.test(key);
  }

  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const verdict = judge(key);
    if (known.size >= maxKnown) known.clear();
    known.set(key, verdict);
    return verdict;
  };
}
