"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { toJobPath } from "#lib/domain/job-path.ts";
import type { JobRef } from "#lib/domain/job.ts";
import { fetchJson, ProblemResponse } from "#lib/client/fetch-json.ts";

/** Asks the upstream again, also for a job that has ended. */
export function RefreshButton({ job }: { job: JobRef }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [failure, setFailure] = useState<string | null>(null);

  const refresh = () =>
    start(async () => {
      try {
        await fetchJson(`/api${toJobPath(job)}?refresh=1`);
        setFailure(null);
        router.refresh();
      } catch (error) {
        setFailure(error instanceof ProblemResponse ? error.message : "Gantry cannot be reached.");
      }
    });

  return (
    <div className="grid gap-1">
      <button type="button" className="button" onClick={refresh} disabled={pending}>
        <Icon name="refresh" size={15} />
        {pending ? "Asking…" : "Refresh"}
      </button>
      <p role="status" className="max-w-64 text-[12.5px] text-failed empty:hidden">
        {failure}
      </p>
    </div>
  );
}
