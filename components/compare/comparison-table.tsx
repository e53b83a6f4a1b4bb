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
  /** A difference is a word or two; what is compared needs the room. */
  isBrief?: boolean;
  note?: ReactNode;
};

const cell = "py-1.5 pr-1 pl-2 align-top break-words sm:px-3.5";
const head = "py-2 pr-1 pl-2 text-left text-[12.5px] font-normal text-muted sm:px-3.5";

/** Two jobs line by line, and in a column of its own what is different. */
export function ComparisonTable({
  title,
  first,
  rows,
  isBrief = false,
  note,
}: ComparisonTableProps) {
  return (
    <section className="panel min-w-0 overflow-hidden" aria-label={title}>
      <h2 className="border-b border-line px-3.5 py-2.5 text-[13.5px] font-semibold">{title}</h2>
      <table className="w-full table-fixed border-collapse text-[12.5px] sm:text-[13.5px]">
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={`${head} w-[28%] sm:w-[20%]`}>
              {first}
            </th>
            <th scope="col" className={head}>
              A
            </th>
            <th scope="col" className={head}>
              B
            </th>
            <th scope="col" className={`${head} w-[24%] ${isBrief ? "sm:w-[18%]" : "sm:w-[28%]"}`}>
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, a, b, difference, differs }) => (
            <tr
              key={key}
              className={`border-b border-line last:border-0 ${differs ? "bg-partial-soft" : ""}`}
            >
              <th scope="row" className={`${cell} text-left font-normal text-muted`}>
                {name}
              </th>
              <td className={cell}>{a}</td>
              <td className={cell}>{b}</td>
              <td className={cell}>{difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {note}
    </section>
  );
}
