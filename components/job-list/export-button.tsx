"use client";
import { Menu } from "#components/ui/menu.tsx";
import type { ExportOrder } from "./use-export.ts";

const item = "flex min-h-8 items-center rounded-md px-2.5 text-left no-underline hover:bg-sunken";

type Props = { search: string; total: string; onExport: (order: ExportOrder) => void };

/** The list as filtered, in a file. The links download it without JavaScript as well. */
export function ExportButton({ search, total, onExport }: Props) {
  return (
    <Menu label="Export">
      {(["csv", "json"] as const).map((format) => {
        const path = `/api/jobs.${format}${search === "" ? "" : `?${search}`}`;
        return (
          <a
            key={format}
            href={path}
            download
            className={item}
            onClick={(event) => {
              event.preventDefault();
              const details = event.currentTarget.closest("details");
              const opener = details?.querySelector("summary") ?? null;
              opener?.focus();
              details?.removeAttribute("open");
              onExport({ paths: [path], format, opener });
            }}
          >
            {format.toUpperCase()}
            {total !== "" && `, ${total} jobs`}
          </a>
        );
      })}
    </Menu>
  );
}
