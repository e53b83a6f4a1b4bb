import type { JobTree } from "#lib/domain/tree/job-tree.ts";
import { countChildren, describeFamily } from "#lib/domain/tree/tree-words.ts";
import { Small } from "./fact.tsx";

/** Where the open page puts the same fact as it learns more; what the server drew then gives way. */
export const familySlotId = "family-now";

/** How many jobs are below this one, as far as the store knows. */
export function JobFamily({ tree }: { tree: JobTree | null }) {
  return (
    <>
      <div id={familySlotId} className="peer min-w-0 empty:hidden" />
      {tree !== null && tree.meta.total > 0 && (
        <div className="min-w-0 peer-[:not(:empty)]:hidden">
          <FamilyFact tree={tree} />
        </div>
      )}
    </>
  );
}

/** As `Fact`, without what surrounds it: in a list of facts there is one box around each. */
export function FamilyFact({ tree: { meta } }: { tree: JobTree }) {
  return (
    <>
      <dt className="text-[12.5px] text-muted">Children</dt>
      <dd className="leading-5 font-semibold break-words">
        {countChildren(meta)}
        <Small>{describeFamily(meta)}</Small>
      </dd>
    </>
  );
}
