import { useState } from "react";

/** What is written into a file, and the control that gets the focus back. `total`: how many jobs there are to be, where that is known. */
export type ExportOrder = {
  paths: readonly string[];
  format: "csv" | "json";
  total?: number;
  opener: HTMLElement | null;
};

/** The export of a page: it goes on whatever becomes of the control that began it. Another one takes its place. */
export function useExport() {
  const [run, setRun] = useState<{ number: number; order: ExportOrder } | null>(null);
  return {
    run,
    begin: (order: ExportOrder) =>
      setRun((before) => ({ number: (before?.number ?? 0) + 1, order })),
    close: () => {
      setRun(null);
      run?.order.opener?.focus();
    },
  };
}
