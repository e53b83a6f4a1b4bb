"use client";
import { useEffect, useEffectEvent, useState } from "react";

type ChooseFileProps = {
  label: string;
  onFile: (file: File) => void;
};

/** A button for a saved job, and the whole page as a place to drop one on. */
export function ChooseFile({ label, onFile }: ChooseFileProps) {
  const [isOver, setOver] = useState(false);
  const [hint, setHint] = useState("");

  const take = useEffectEvent((files: FileList | null) => {
    const [file, second] = files ?? [];
    if (second) return setHint("One file at a time, please.");
    setHint("");
    if (file) onFile(file);
  });

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    document.addEventListener(
      "dragover",
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    document.addEventListener(
      "dragleave",
      (event) => event.relatedTarget === null && setOver(false),
      { signal },
    );
    document.addEventListener(
      "drop",
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files ?? null);
      },
      { signal },
    );
    return () => leaving.abort();
  }, []);

  return (
    <span className="noscript:hidden">
      <label className="cursor-pointer rounded underline decoration-line-strong underline-offset-3 has-focus-visible:outline-2 has-focus-visible:outline-focus">
        {label}
        <input
          type="file"
          accept=".json,application/json"
          className="sr-only"
          onChange={(event) => {
            take(event.target.files);
            event.target.value = "";
          }}
        />
      </label>
      <span role="status" className="ml-2 text-failed empty:hidden">
        {hint}
      </span>
      {isOver && (
        <span className="pointer-events-none fixed inset-3 z-40 grid place-items-center rounded-xl border-2 border-dashed border-focus bg-surface/85 text-[17px] font-semibold text-text">
          Drop the saved job to open it
        </span>
      )}
    </span>
  );
}
