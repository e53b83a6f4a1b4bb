import { PageLink } from "#components/ui/page-link.tsx";

/** A cell as it is read, and as it goes into a file when that differs. */
export type Cell = { text: string; value?: string | number; href?: string };

/** The numbers of a chart. The first cell of a row names it. */
export type ChartData = { columns: string[]; rows: { key: string; cells: Cell[] }[] };

type Props = { label: string; data: ChartData };

/** The numbers of a chart, for who cannot or does not want to see it drawn. */
export function ChartTable({ label, data: { columns, rows } }: Props) {
  return (
    <div className="max-h-[300px] overflow-auto" tabIndex={0} role="group" aria-label={label}>
      <table className="w-full border-collapse text-[12.5px]">
        <thead className="sticky top-0 bg-surface">
          <tr className="border-b border-line">
            {columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={`h-8 px-3 font-semibold whitespace-nowrap text-muted ${index === 0 ? "text-left" : "text-right"}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className="border-b border-line last:border-0">
              {cells.map(({ text, href }, index) => {
                const content = href === undefined ? text : <PageLink href={href}>{text}</PageLink>;
                return index === 0 ? (
                  <th
                    key={columns[index]}
                    scope="row"
                    className="h-[30px] px-3 text-left font-normal whitespace-nowrap"
                  >
                    {content}
                  </th>
                ) : (
                  <td key={columns[index]} className="h-[30px] px-3 text-right whitespace-nowrap">
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
