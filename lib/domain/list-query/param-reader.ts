import type { Selection } from "../list-filter.ts";
import type { FieldError } from "../problem.ts";
import { listLimits } from "./list-params.ts";

export type ParamReader = ReturnType<typeof createParamReader>;

/** Reads values out of an address; what is too much or too long is told in `errors`, and left out. */
export function createParamReader(params: URLSearchParams, errors: FieldError[]) {
  function refuse(path: string, message: string): undefined {
    errors.push({ path, message });
  }

  function isFit(path: string, value: string, maxLength: number): boolean {
    if (value.length > maxLength) refuse(path, `has at most ${maxLength} characters`);
    else if (value.includes("\0")) refuse(path, "holds a character that no job’s text has, U+0000");
    else return true;
    return false;
  }

  function one(name: string, maxLength = listLimits.valueLength): string | undefined {
    const values = params.getAll(name);
    if (values.length > 1) return refuse(name, "may stand here once");
    const [value = ""] = values;
    return isFit(name, value, maxLength) && value !== "" ? value : undefined;
  }

  function many(name: string, max: number, maxLength = listLimits.valueLength): string[] {
    const values = params.getAll(name);
    if (values.length > max) refuse(name, `may stand here ${max} times at most`);
    return values.slice(0, max).filter((value, at) => isFit(`${name}[${at}]`, value, maxLength));
  }

  function selection<T>(
    name: string,
    toValue: (text: string, path: string) => T | undefined,
  ): Selection<T> | undefined {
    const include: T[] = [];
    const exclude: T[] = [];
    for (const [at, text] of many(name, listLimits.values).entries()) {
      const isExcluded = text.startsWith("-");
      const value = toValue(isExcluded ? text.slice(1) : text, `${name}[${at}]`);
      if (value !== undefined) (isExcluded ? exclude : include).push(value);
    }
    return include.length + exclude.length > 0 ? { include, exclude } : undefined;
  }

  return { one, many, selection, refuse };
}
