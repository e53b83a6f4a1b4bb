"use client";
import { useEffect, useRef, useState } from "react";
import { takeHandedFile } from "#lib/client/handed-file.ts";
import { ChooseFile } from "./choose-file.tsx";
import { JobFileView } from "./job-file-view.tsx";
import { openJobFile, type OpenedJobFile } from "./open-job-file.ts";
import { toMessage } from "#lib/domain/to-message.ts";

type State =
  | { kind: "empty" }
  | { kind: "reading"; name: string }
  | { kind: "failed"; name: string; reason: string }
  | { kind: "open"; file: OpenedJobFile };

/** A saved job, read in this tab and shown; nothing is sent or kept. */
export function JobFilePage() {
  const [state, setState] = useState<State>({ kind: "empty" });

  const newest = useRef<File>(null);
  const open = async (file: File) => {
    newest.current = file;
    setState({ kind: "reading", name: file.name });
    const next = await read(file);
    if (newest.current === file) setState(next);
  };

  useEffect(() => {
    const file = takeHandedFile();
    if (file) void open(file);
  }, []);

  if (state.kind === "open")
    return (
      <JobFileView key={state.file.savedAt} file={state.file}>
        <ChooseFile label="Open another" onFile={open} />
      </JobFileView>
    );
  return (
    <section className="mx-auto mt-6 max-w-2xl" aria-labelledby="file-title">
      <h1 id="file-title" className="text-[21px] font-semibold tracking-[-.015em]">
        A job from a file
      </h1>
      <div className="panel mt-4 px-4 py-6">
        {state.kind === "reading" && (
          <p role="status" className="mb-4">
            Reading {state.name}…
          </p>
        )}
        {state.kind === "failed" && (
          <div role="alert" className="mb-4">
            <b className="font-semibold wrap-anywhere text-failed">{state.name} does not open</b>
            <p className="mt-1 wrap-anywhere">{state.reason}</p>
          </div>
        )}
        <p className="text-muted">
          Drop a job that was saved with “Download as file” anywhere on this page, or{" "}
          <ChooseFile label="choose the file" onFile={open} />. It is read in this tab alone:
          nothing is sent, stored or asked of an upstream, and a reload forgets it.
        </p>
      </div>
      <noscript>
        <p className="mt-3 text-muted">Opening a file needs JavaScript.</p>
      </noscript>
    </section>
  );
}

async function read(file: File): Promise<State> {
  try {
    return { kind: "open", file: await openJobFile(file) };
  } catch (error) {
    return { kind: "failed", name: file.name, reason: toMessage(error) };
  }
}
