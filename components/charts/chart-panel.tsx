"use client";
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import { ChartTable, type ChartData } from "./chart-table.tsx";
import { OnScreen } from "./on-screen.tsx";
import { PanelHead } from "./panel-head.tsx";

const views = [
  { value: "chart", label: "Chart" },
  { value: "table", label: "Table" },
] as const;

type Props = {
  title: string;
  /** What the axes mean: unit, zone, scale. */
  caption: string;
  data: ChartData;
  /** For files, without an ending. */
  fileName: string;
  /** Says in a sentence why there is nothing to draw. */
  empty: string | null;
  legend?: ReactNode;
  children: ReactNode;
};

/** A chart with its title and axes in words, the table of its numbers one key away, and files of both. */
export function ChartPanel({ title, caption, data, fileName, empty, legend, children }: Props) {
  const titleId = useId();
  const drawing = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<"chart" | "table">("chart");
  const isTable = view === "table";

  function switchView(event: KeyboardEvent): void {
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== "radio";
    if (event.key !== "t" || !isPlain || isTyping) return;
    setView(isTable ? "chart" : "table");
  }

  async function saveCsv(): Promise<void> {
    const { saveCsv: save } = await import("./save-csv.ts");
    save(data, fileName);
  }

  async function savePng(): Promise<void> {
    const svg = drawing.current?.querySelector<SVGSVGElement>("svg.recharts-surface");
    const { savePng: save } = await import("./save-png.ts");
    if (svg) await save(svg, { title, caption, fileName });
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut for what its buttons do
    <section aria-labelledby={titleId} className="panel min-w-0" onKeyDown={switchView}>
      <PanelHead titleId={titleId} title={title} caption={caption}>
        {empty === null && (
          <>
            <Segmented label={`${title}: view`} options={views} value={view} onChange={setView} />
            <button type="button" className="button-ghost" onClick={() => void saveCsv()}>
              CSV<span className="sr-only"> of {title}</span>
            </button>
            <button
              type="button"
              className="button-ghost disabled:opacity-40"
              disabled={isTable}
              onClick={() => void savePng()}
            >
              PNG<span className="sr-only"> of {title}</span>
            </button>
          </>
        )}
      </PanelHead>
      {empty !== null ? (
        <p className="grid h-28 place-items-center px-6 text-center text-muted">{empty}</p>
      ) : (
        <>
          <div ref={drawing} className={isTable ? "hidden" : "noscript:hidden"}>
            {legend}
            <OnScreen className="h-[280px] px-2 pb-2">{children}</OnScreen>
          </div>
          <div className={isTable ? "pt-2" : "hidden noscript:block"}>
            <ChartTable label={`${title}, the numbers`} data={data} />
          </div>
        </>
      )}
    </section>
  );
}
