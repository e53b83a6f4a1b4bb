"use client";
import { MenuMark, menuHandlers } from "#components/ui/menu.tsx";
import { keepCookie } from "#lib/client/keep-cookie.ts";
import {
  columnLabels,
  columnNames,
  columnsCookie,
  formatColumns,
  type ColumnName,
} from "#lib/domain/list-columns.ts";

type Props = { columns: readonly ColumnName[]; onChange: (columns: readonly ColumnName[]) => void };

/** Which columns the table has; kept for this browser. */
export function ColumnsMenu({ columns, onChange }: Props) {
  const choose = (name: ColumnName, isChosen: boolean) => {
    const chosen = columnNames.filter((each) =>
      each === name ? isChosen : columns.includes(each),
    );
    keepCookie(columnsCookie, formatColumns(chosen));
    onChange(chosen);
  };
  return (
    <details className="relative max-sm:hidden noscript:hidden" {...menuHandlers}>
      <summary className="button cursor-pointer list-none">
        Columns <MenuMark />
      </summary>
      <fieldset
        tabIndex={-1}
        className="panel absolute right-0 z-30 mt-2 grid w-44 p-3 shadow-lg outline-none"
      >
        <legend className="sr-only">Columns</legend>
        {columnNames.map((name) => (
          <label key={name} className="flex min-h-7 items-center gap-2">
            <input
              type="checkbox"
              checked={columns.includes(name)}
              onChange={(event) => choose(name, event.target.checked)}
            />
            {columnLabels[name]}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
