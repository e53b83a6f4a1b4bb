import { PageLink } from "#components/ui/page-link.tsx";
import { toDurationsSearch } from "#lib/domain/durations/durations-address.ts";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import { listOtherConditions, type OtherCondition } from "#lib/domain/durations/filter-form.ts";
import { statusWords } from "#lib/domain/status-words.ts";

type Props = {
  query: DurationsQuery;
  /** What people call the values, by condition and value. */
  names: Record<string, ReadonlyMap<string, string>>;
};

const statusNames = new Map<string, string>(Object.entries(statusWords));

/** What is filtered although no box of the bar shows it. */
export function OtherConditions({ query: { filter, range }, names }: Props) {
  const conditions = listOtherConditions(filter);
  if (conditions.length === 0) return null;
  const toWords = ({ name, isExcluded, values }: OtherCondition) => {
    const known = name === "status" ? statusNames : names[name];
    const list = values.map((value) => (value ? (known?.get(value) ?? value) : "none"));
    return `${name} is ${isExcluded ? "not " : ""}${list.join(" or ")}`;
  };
  return (
    <ul aria-label="Also filtered" className="flex flex-wrap gap-2 text-[12.5px]">
      {conditions.map((condition) => (
        <li key={condition.piece} className="rounded-[7px] bg-sunken px-2.5 py-0.5 wrap-anywhere">
          {toWords(condition)}{" "}
          <PageLink
            href={`/durations${toDurationsSearch({ filter: condition.others, range })}`}
            aria-label={`Leave out: ${toWords(condition)}`}
          >
            leave out
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
