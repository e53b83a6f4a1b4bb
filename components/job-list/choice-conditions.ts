import { nullableNames } from "#lib/domain/list-query/list-params.ts";

/** Values of these are to have alone: `-` before one is a character like any other. */
const wholeNames: ReadonlySet<string> = new Set(["id", "not_q"]);

export const canExclude = (name: string): boolean => !wholeNames.has(name);

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
    return of.startsWith("-") ? of.slice(1) : `-${of}`;
  }
}

/** What was typed, as the address has it: `none` stands for jobs without one, as in the query box. */
export function toChoice(name: string, typed: string): string {
  const isExclusion = canExclude(name) && typed.startsWith("-");
  const value = isExclusion ? typed.slice(1) : typed;
  return `${isExclusion ? "-" : ""}${value === "none" && nullableNames.has(name) ? "" : value}`;
}
