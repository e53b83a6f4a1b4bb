import { defaultLastRange } from "./chart-range.ts";
import { toCondition } from "./durations-address.ts";
import type { DurationsQuery } from "./durations-query.ts";

/** The field of the charts' form that may stand in it often: each value is a piece of an address. */
export const pieceField = "choose";

export type FilterForm = {
  /** Pieces of an address: the values to have of each, none where everything is let through. */
  source: string;
  type: string;
  project: string;
  /** The piece of what has no field of its own. */
  rest: string;
  /** Minutes in UTC, as `datetime-local` has them; empty where that end is open, or the range moves on. */
  from: string;
  to: string;
};

/** What has no field of its own in the form of the charts. */
export type OtherCondition = {
  name: string;
  isExcluded: boolean;
  values: readonly (string | null)[];
  piece: string;
  /** The filter without it. */
  others: DurationsQuery["filter"];
};

const minuteMs = 60_000;

/** `readFilterForm` reads the same charts from it. */
export function toFilterForm({ filter, range }: Omit<DurationsQuery, "ignored">): FilterForm {
  const [last, { after, before }] = typeof range === "string" ? [range, {}] : [null, range];
  const rest = listOtherConditions(filter).map(({ piece }) => piece);
  if (last !== null && last !== defaultLastRange) rest.push(`ended_after=${last}`);
  return {
    source: toPiece("source", filter.source?.include),
    type: toPiece("type", filter.type?.include),
    project: toPiece("project", filter.project?.include),
    rest: rest.join("&"),
    // `after` is exclusive. Charts draw whole hours at least, so whole minutes around the range change nothing.
    from: toMinute(after === undefined ? undefined : Math.floor((after + 1) / minuteMs)),
    to: toMinute(before === undefined ? undefined : Math.ceil(before / minuteMs)),
  };
}

/** The search of the address that the form asks for. A chosen range takes the place of one that moves. */
export function readFilterForm(form: FormData | URLSearchParams): string {
  const params = new URLSearchParams(form.getAll(pieceField).map(String).join("&"));
  const [from, to] = [form.get("from"), form.get("to")];
  if (from || to) params.delete("ended_after");
  if (typeof from === "string" && from !== "") params.set("ended_after", from);
  if (typeof to === "string" && to !== "") params.set("ended_before", to);
  return params.size === 0 ? "" : `?${params}`;
}

export function toPiece(name: string, include: readonly (string | null)[] = []): string {
  return String(toCondition(name, { include, exclude: [] }));
}

export function listOtherConditions(filter: DurationsQuery["filter"]): OtherCondition[] {
  return Object.entries(filter).flatMap(([name, { include, exclude }]) => {
    const included = { include, exclude: [] };
    const excluded = { include: [], exclude };
    const without = (kept: typeof included | typeof excluded) => ({ ...filter, [name]: kept });
    const found: OtherCondition[] = [];
    if (name === "status" && include.length > 0)
      found.push({
        ...{ name, isExcluded: false, values: include },
        piece: String(toCondition(name, included)),
        others: without(excluded),
      });
    if (exclude.length > 0)
      found.push({
        ...{ name, isExcluded: true, values: exclude },
        piece: String(toCondition(name, excluded)),
        others: without(included),
      });
    return found;
  });
}

function toMinute(minute: number | undefined): string {
  return minute === undefined ? "" : new Date(minute * minuteMs).toISOString().slice(0, 16);
}
