"use client";
import { useRef, useState } from "react";
import { Menu } from "#components/ui/menu.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";

const ExportProgress = onDemand(() => import("./export-progress.tsx"));

type Format = "csv" | "json";

const item = "flex min-h-8 items-center rounded-md px-2.5 text-left no-underline hover:bg-sunken";

/** The list as filtered, in a file. The links download it without JavaScript as well. */
export function ExportButton({ search, total }: { search: string; total: string }) {
  const [run, setRun] = useState<{ number: number; path: string; format: Format } | null>(null);
  const menu = useRef<HTMLElement>(null);
  const toPath = (format: Format) => `/api/jobs.${format}${search === "" ? "" : `?${search}`}`;
  return (
    <>
      <Menu label="Export">
        {(["csv", "json"] as const).map((format) => (
          <a
            key={format}
            href={toPath(format)}
            download
            className={item}
            onClick={(event) => {
              event.preventDefault();
              const details = event.currentTarget.closest("details");
              menu.current = details?.querySelector("summary") ?? null;
              menu.current?.focus();
              details?.removeAttribute("open");
              const number = (run?.number ?? 0) + 1;
              setRun({ number, path: toPath(format), format });
            }}
          >
            {format.toUpperCase()}
            {total !== "" && `, ${total} jobs`}
          </a>
        ))}
      </Menu>
      {run && (
        <ExportProgress
          key={run.number}
          paths={[run.path]}
          format={run.format}
          onClose={() => {
            setRun(null);
            menu.current?.focus();
          }}
        />
      )}
    </>
  );
}
