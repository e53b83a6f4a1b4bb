import type { ReactNode } from "react";
import { formatCount } from "#lib/domain/format/format-count.ts";
import { treeLevelsMax, type JobTree, type TreeReading } from "#lib/domain/tree/job-tree.ts";
import { nameUnknown } from "#lib/domain/tree/tree-words.ts";

/** What is done about what is not known yet. */
const outlooks: Readonly<Record<TreeReading, string>> = {
  on: "is being asked.",
  limit:
    "has not been asked yet: the request limit has no room for it now. It goes on by itself within a minute.",
  failed: "has not been asked yet.",
  later: "is asked when they have ended.",
  over: "has not been asked.",
};

type TreeNotesProps = {
  tree: JobTree;
  /** Where the page without JavaScript has more of it read. */
  readOnHref: string;
};

/** What is not shown here, and why. */
export function TreeNotes({ tree: { data, meta }, readOnHref }: TreeNotesProps) {
  const { cut, total, reading } = meta;
  const unknown = nameUnknown(meta);
  return (
    <>
      {cut === "jobs" && <Note>The first {formatCount(total)} jobs; there are more.</Note>}
      {cut === "levels" && (
        <Note>{treeLevelsMax} levels are shown; the jobs of the last have more below them.</Note>
      )}
      {cut === null && data.length < total && (
        <Note>
          The first {formatCount(data.length)} of {formatCount(total)}.
        </Note>
      )}
      {cut !== "jobs" && unknown !== "" && (
        <Note>
          {unknown} <span className="noscript:hidden">{outlooks[reading]}</span>
          <span className="hidden noscript:inline">
            has not been asked yet.{" "}
            <a href={readOnHref}>Ask for more of them and load the page again</a>
          </span>
        </Note>
      )}
    </>
  );
}

/** Why the tree may be out of date, and what becomes of that. `onGoOn` is for those who do not want to wait. */
export function TreeProblem({
  problem,
  isFinal,
  onGoOn,
}: {
  problem: string;
  /** It is not tried again by itself. */
  isFinal: boolean;
  onGoOn: () => void;
}) {
  return (
    <Note>
      May be out of date: {problem} {!isFinal && "It is tried again by itself. "}
      <button type="button" className="button-ghost noscript:hidden" onClick={onGoOn}>
        Try now
      </button>
    </Note>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <p className="border-t border-line px-3.5 py-2 text-[12.5px] text-muted">{children}</p>;
}
