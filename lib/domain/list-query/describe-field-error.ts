import type { FieldError } from "../problem.ts";

/** As people read it: the place among its equals, `status[1]`, is for scripts. */
export function describeFieldError({ path, message }: FieldError): string {
  return `${path.replace(/\[\d+\]$/, "")}: ${message}`;
}
