import "server-only";

/** Whether the value under a key, as `JSON.parse` would give it, is to be masked. */
export type KeyTest = (key: string) => boolean;

/** What keys of secrets end with, in small letters and digits alone: `Callback-Token` is `callbacktoken`. */
const secretEndings = [
  ...["password", "passwords", "passwd", "pwd", "passphrase", "passcode", "passwordhash"],
  ...["secret", "secrets", "token", "jwt", "credential", "credentials", "auth", "authorization"],
  ...["accesstokens", "apitokens", "authtokens", "refreshtokens", "sessiontokens"],
  ...["apikey", "apikeys", "accesskey", "accesskeys", "accountkey", "authkey", "encryptionkey"],
  ...["masterkey", "privatekey", "privatekeys", "secretkey", "secretkeys", "sharedkey"],
  ...["signingkey", "sshkey", "subscriptionkey"],
  ...["cookie", "cookies", "sessionid", "connectionstring"],
] as const;

/** What ends alike and is no secret: places in a list, words of a language model. */
const plainEndings = [
  ...["pagetoken", "nexttoken", "continuationtoken", "synctoken", "cancellationtoken"],
  ...["starttoken", "endtoken", "stoptoken", "padtoken", "bostoken", "eostoken", "unktoken"],
] as const;

/** Secret only as a whole key: a function has a signature, too. */
const wholeNames: ReadonlySet<string> = new Set(["signature", "sig"]);

/** What follows a secret word without making it another thing: a number, a version, a kind, a place. */
const trailing = new RegExp(
  `(?:${[
    ...["v?\\d{1,8}", "base64", "b64", "hex", "pem", "der", "raw", "plain", "plaintext", "json"],
    ...["value", "values", "string", "header"],
    ...["prod", "production", "live", "staging", "stage", "sandbox", "dev", "development", "test"],
    ...["old", "new", "current", "previous", "prev", "primary", "secondary", "backup", "default"],
  ].join("|")})$`,
);
const longestTrailing = 12;
const mostTrailing = 4;

const maxKnown = 10_000;

/**
 * The test of the built-in list, changed by a setting: entries between commas, each an ending, a `-`
 * before those that are no secret after all. The longest ending that fits decides, of the whole key or else
 * of the key without what trails.
 */
export function createKeyTest(setting = ""): KeyTest {
  const verdicts = new Map<string, boolean>();
  for (const ending of secretEndings) verdicts.set(ending, true);
  for (const ending of plainEndings) verdicts.set(ending, false);
  for (const entry of setting.split(",")) {
    const ending = toLetters(entry);
    if (ending !== "") verdicts.set(ending, !entry.trim().startsWith("-"));
  }
  const lengths = [...new Set(Array.from(verdicts.keys(), (ending) => ending.length))];
  lengths.sort((a, b) => b - a);
  const known = new Map<string, boolean>();

  function judgeEnding(letters: string): boolean | undefined {
    for (const length of lengths) {
      const verdict = letters.length < length ? undefined : verdicts.get(letters.slice(-length));
      if (verdict !== undefined) return verdict;
    }
    return wholeNames.has(letters) || undefined;
  }

  function judge(key: string): boolean {
    let letters = toLetters(key);
    for (let count = 0; count <= mostTrailing; count++) {
      const verdict = judgeEnding(letters);
      if (verdict !== undefined) return verdict;
      const [tail] = trailing.exec(letters.slice(-longestTrailing)) ?? [];
      if (tail === undefined) return false;
      letters = letters.slice(0, -tail.length);
    }
    return false;
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

function toLetters(key: string): string {
  return key
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}
