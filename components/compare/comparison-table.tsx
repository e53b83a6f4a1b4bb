/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- some browsers go by `display`, which a phone's layout changes */
import type { ReactNode } from "react";

export type ComparisonRow = {
  key: string;
  name: ReactNode;
  a: ReactNode;
  b: ReactNode;
  difference: ReactNode;
  differs: boolean;
};

type ComparisonTableProps = {
  title: string;
  first: string;
  rows: ComparisonRow[];
  /** A difference is a word or two; what is compared needs the room: on a phone A stands over B. */
  isBrief?: boolean;
  note?: ReactNode;
};

const cell = "py-1.5 pr-1 pl-2 align-top break-words sm:px-3.5";
const head = "py-2 pr-1 pl-2 text-left text-[12.5px] font-normal text-muted sm:px-3.5";

const stackedSide = "max-sm:col-span-2 max-sm:py-0.5 max-sm:before:mr-2 max-sm:before:text-muted";
/** For tables that stand in lines on a phone. */
const stacked = {
  block: "max-sm:block",
  head: "max-sm:sr-only",
  row: "max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:px-1.5 max-sm:py-1",
  name: "max-sm:py-0.5",
  a: `${stackedSide} max-sm:before:content-['A']`,
  b: `${stackedSide} max-sm:before:content-['B']`,
  difference: "max-sm:col-start-2 max-sm:row-start-1 max-sm:py-0.5",
};

/** Two jobs line by line, and in a column of its own what is different. */
export function ComparisonTable({
  title,
  first,
  rows,
  isBrief = false,
  note,
}: ComparisonTableProps) {
  const on: Partial<typeof stacked> = isBrief ? stacked : {};
  return (
    <section className="panel min-w-0 overflow-hidden" aria-label={title}>
      <h2 className="border-b border-line px-3.5 py-2.5 text-[13.5px] font-semibold">{title}</h2>
      <table
        role="table"
        className={`w-full table-fixed border-collapse text-[12.5px] sm:text-[13.5px] ${on.block ?? ""}`}
      >
        <thead role="rowgroup" className={on.head}>
          <tr role="row" className="border-b border-line">
            <th role="columnheader" scope="col" className={`${head} w-[28%] sm:w-[20%]`}>
              {first}
            </th>
            <th role="columnheader" scope="col" className={head}>
              A
            </th>
            <th role="columnheader" scope="col" className={head}>
              B
            </th>
            <th
              role="columnheader"
              scope="col"
              className={`${head} w-[24%] ${isBrief ? "sm:w-[18%]" : "sm:w-[28%]"}`}
            >
              Difference
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" className={on.block}>
          {rows.map(({ key, name, a, b, difference, differs }) => (
            <tr
              key={key}
              role="row"
              className={`border-b border-line last:border-0 ${differs ? "bg-partial-soft" : ""} ${on.row ?? ""}`}
            >
              <th
                role="rowheader"
                scope="row"
                className={`${cell} text-left font-normal text-muted ${on.name ?? ""}`}
              >
                {name}
              </th>
              <td role="cell" className={`${cell} ${on.a ?? ""}`}>
                {a}
              </td>
              <td role="cell" className={`${cell} ${on.b ?? ""}`}>
                {b}
              </td>
              <td role="cell" className={`${cell} ${on.difference ?? ""}`}>
                {difference}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {note}
    </section>
  );
}
