"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { saveFile } from "#components/charts/save-file.ts";
import { formatCount } from "#lib/domain/format/format-count.ts";
import { toMessage } from "#lib/domain/to-message.ts";
import type { ExportOrder } from "./use-export.ts";
import { readExport, type ExportProgress as Progress } from "#lib/client/list/read-export.ts";

type Props = Omit<ExportOrder, "opener"> & { onClose: () => void };

type Run = Progress & { state: "running" | "done" | "failed"; detail: string | null };

/** An export while it runs: how far it is, and the way to stop it. Without a total the first answer says it. */
export default function ExportProgress({ paths, format, total: wanted, onClose }: Props) {
  const [run, setRun] = useState<Run>({ rows: 0, total: null, state: "running", detail: null });
  const [controller] = useState(() => new AbortController());

  const start = useEffectEvent(async (signal: AbortSignal) => {
    try {
      const blob = await readExport(paths, format, signal, (progress) =>
        setRun((now) => ({ ...now, ...progress })),
      );
      saveFile(blob, `jobs-${new Date().toISOString().slice(0, 10)}.${format}`);
      setRun((now) => ({ ...now, state: "done" }));
    } catch (error) {
      if (signal.aborted) return;
      setRun((now) => ({ ...now, state: "failed", detail: toMessage(error) }));
    }
  });

  useEffect(() => {
    // The second run of a strict mount would find the first one's signal aborted.
    void start(controller.signal);
    return () => controller.abort();
  }, [controller]);

  const { rows, state, detail } = run;
  const total = wanted ?? run.total;
  const words = { running: "Exporting", done: "Exported", failed: "The export failed" };
  return (
    <section
      aria-label="Export"
      className="panel fixed right-3 bottom-3 z-40 grid w-72 max-w-[calc(100vw-24px)] gap-2 p-4 shadow-lg"
    >
      <p role="status" className="font-semibold">
        {words[state]}
      </p>
      <progress
        className="w-full"
        aria-label="Jobs exported"
        max={total ?? undefined}
        value={total === null && state === "running" ? undefined : rows}
      />
      <p className="text-[12.5px] text-muted">
        {formatCount(rows)} {total !== null && `of ${formatCount(total)} `}jobs
        {detail !== null && <span className="block break-words text-failed">{detail}</span>}
      </p>
      <button type="button" className="button justify-center" onClick={onClose}>
        {state === "running" ? "Cancel" : "Close"}
      </button>
    </section>
  );
}
