"use client";
import type { FailingSource } from "#lib/domain/live-frame.ts";
import { useConnection } from "./connection-badge.tsx";

/** The sources that cannot be asked: `initial` when the page was drawn, and as Gantry tells from then on. */
export function SourceFailures({ initial }: { initial: readonly FailingSource[] }) {
  const { heardAt, failing } = useConnection();
  return (heardAt === null ? initial : failing).map(({ label, message }) => (
    <p key={label} role="status" className="panel mb-4 border-partial px-4 py-2.5 text-[13.5px]">
      <b className="font-semibold text-partial">{label} cannot be asked just now.</b> {message}{" "}
      <span className="text-muted">What is shown may be out of date.</span>
    </p>
  ));
}
