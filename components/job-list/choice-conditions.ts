import { listLimits, nullableNames } from "#lib/domain/list-query/list-params.ts";

/** Values of these are to have alone: `-` before one is a character like any other. */
const wholeNames: ReadonlySet<string> = new Set(["id", "not_q"]);

export const canExclude = (name: string): boolean => !wholeNames.has(name);

/** Why an address cannot ask for the value alone, or leave it out; undefined where it can. */
export function describeUnsayable(
  name: string,
  value: string,
  isExclusion: boolean,
): string | undefined {
  const written = isExclusion ? `-${value}` : value;
  if (written.length > toMaxLength(name)) return "too long for an address";
  if (!isExclusion && canExclude(name) && value.startsWith("-"))
    return "“-” in front leaves out: only “not” can be said";
  return undefined;
}

export const toMaxLength = (name: string): number =>
  name === "not_q" ? listLimits.textLength : listLimits.valueLength;

/** What of one name an address asks for, and what it leaves out. */
export function readChoices(
  params: URLSearchParams,
  name: string,
): { included: string[]; excluded: string[] } {
  const values = params.getAll(name);
  const isExclusion = (value: string) => canExclude(name) && value.startsWith("-");
  return {
    included: values.filter((value) => !isExclusion(value)),
    excluded: values.filter(isExclusion).map((value) => value.slice(1)),
  };
}

/** Adds a value, or takes it away, as the address has it; nothing is both asked for and left out. */
export function setChoice(
  params: URLSearchParams,
  name: string,
  value: string,
  isWanted: boolean,
): void {
  const others = params.getAll(name).filter((each) => each !== value && each !== toOpposite(value));
  params.delete(name);
  for (const each of isWanted ? [...others, value] : others) params.append(name, each);

  function toOpposite(of: string): string {
    if (!canExclude(name)) return of;
    if (!of.startsWith("-")) return `-${of}`;
    // `--x` leaves out what is called `-x`, which nothing asks for: `-x` leaves out another.
    return of.startsWith("--") ? of : of.slice(1);
  }
}

/** The value of the option that was typed whole, by itself or by its word, where an address can ask for it. */
export function findChoice(
  name: string,
  options: readonly (readonly [string, string])[],
  typed: string,
): string | undefined {
  const word = typed.toLowerCase();
  const option =
    options.find(([value]) => value === typed) ??
    options.find(([, each]) => each.toLowerCase() === word);
  const [value] = option ?? [];
  if (value === undefined || describeUnsayable(name, value, false) !== undefined) return undefined;
  return value;
}

/** What was typed, as the address has it: `none` stands for jobs without one, as in the query box. */
export function toChoice(name: string, typed: string): string {
  const isExclusion = canExclude(name) && typed.startsWith("-");
  const value = isExclusion ? typed.slice(1) : typed;
  return `${isExclusion ? "-" : ""}${value === "none" && nullableNames.has(name) ? "" : value}`;
}
