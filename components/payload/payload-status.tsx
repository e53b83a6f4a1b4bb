import type { ReactNode } from "react";
import { formatBytes, formatBytesOf } from "./format-bytes.ts";
import type { PayloadLoad } from "./use-payload-document.ts";

type PayloadStatusProps = { load: PayloadLoad; totalBytes: number | null; slice: string | null };

/** How far the document has come, in the place where the path stands once it is there. */
export function PayloadStatus({ load, totalBytes, slice }: PayloadStatusProps) {
  const size = totalBytes === null ? "all of it" : formatBytes(totalBytes);
  const shown = slice === null ? "" : `This is the first ${formatBytes(slice.length)}. `;

  switch (load.state) {
    case "waiting":
      return <Line>{shown}</Line>;
    case "tooLarge":
      return (
        <Line>{`${shown}${size} is more than this page opens: download it to see the rest.`}</Line>
      );
    case "offered":
      return (
        <Line>
          {shown}
          <Action onClick={load.start}>Open all {size}</Action>
        </Line>
      );
    case "failed":
      return (
        <Line role="alert">
          <span className="text-failed">{load.message}</span>
          <Action onClick={load.retry}>Try again</Action>
        </Line>
      );
    case "loading": {
      const received = load.receivedBytes;
      const isRead = totalBytes !== null && received >= totalBytes;
      return (
        <Line>
          <progress
            aria-label="Loading"
            value={totalBytes === null ? undefined : received}
            max={totalBytes ?? undefined}
            className="h-1.5 w-24 shrink-0 accent-muted"
          />
          {isRead || totalBytes === null ? `Opening ${size}` : formatBytesOf(received, totalBytes)}
        </Line>
      );
    }
  }
}

function Line({ role, children }: { role?: "alert"; children: ReactNode }) {
  return (
    <div role={role} className="flex min-w-0 flex-wrap items-center gap-x-2">
      {children}
    </div>
  );
}

function Action({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="h-6 rounded-md px-1.5 font-medium text-text underline decoration-line-strong underline-offset-3 hover:bg-sunken noscript:hidden"
    >
      {children}
    </button>
  );
}
