import { maxWatchedJobs } from "#lib/domain/live-frame.ts";

const maxNamed = 5;

/** What of the address or of a pasted text is not on the wall. */
export function WallNotes({ malformed, leftOut }: { malformed: string[]; leftOut: number }) {
  if (malformed.length === 0 && leftOut === 0) return null;
  const more = malformed.length - maxNamed;
  return (
    <div role="status" className="panel mb-4 border-partial px-4 py-2.5 text-[13.5px]">
      {malformed.length > 0 && (
        <p className="wrap-anywhere">
          <b className="font-semibold text-partial">Not a job of a source that is set up:</b>{" "}
          {malformed
            .slice(0, maxNamed)
            .map((text) => text.slice(0, 80))
            .join(", ")}
          {more > 0 && ` and ${more} more`}
        </p>
      )}
      {leftOut > 0 && (
        <p>
          A wall holds {maxWatchedJobs} jobs; {leftOut} more are left out.
        </p>
      )}
    </div>
  );
}
