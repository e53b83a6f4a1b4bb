import type { JsonFault } from "#lib/domain/json-parse.ts";

/** Says where a text stops being JSON; the text itself is shown raw beneath. */
export function PayloadFault({ fault }: { fault: JsonFault }) {
  const { found, line, column } = fault;
  const what =
    found === "" ? "the text ends too early" : `${JSON.stringify(found)} is not expected`;
  return (
    <p className="border-b border-line bg-sunken px-3.5 py-2 text-[12.5px] text-muted">
      {`Not valid JSON: ${what} at line ${line}, column ${column}. Shown as it came.`}
    </p>
  );
}
