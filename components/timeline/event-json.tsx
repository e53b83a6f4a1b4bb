import type { JobEvent } from "#lib/domain/job.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** The events as the HTTP interface gives them, to copy. */
export default function EventJson({ events }: { events: JobEvent[] }) {
  const text = JSON.stringify(events, null, 2);
  return (
    <div className="relative">
      <div className="absolute top-1.5 right-3 rounded-md bg-surface">
        <CopyButton text={text} label="Copy the events as JSON">
          Copy
        </CopyButton>
      </div>
      <section tabIndex={0} aria-label="Events as JSON" className="max-h-[60vh] overflow-auto">
        <pre className="mono w-max px-4 pt-9 pb-3 leading-5">{text}</pre>
      </section>
    </div>
  );
}
