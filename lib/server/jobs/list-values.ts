import "server-only";
import { processWide } from "../process-wide.ts";
import type { Store } from "../store/open-store.ts";

/** What a filter offers may be this old: finding it goes through every job. */
const freshMs = 20_000;

type Values = Awaited<ReturnType<Store["listValues"]>>;

/** The types and projects there are, as of a moment ago. */
export async function listKnownValues(store: Store): Promise<Values> {
  const kept = processWide("list-values", () => new WeakMap<Store, Kept>());
  const last = kept.get(store);
  if (last && Date.now() - last.at < freshMs) return last.values;
  const values = store.listValues();
  kept.set(store, { at: Date.now(), values });
  // A store that is being filled has more to offer soon.
  values.then(
    ({ types }) => types.length === 0 && kept.delete(store),
    () => kept.delete(store),
  );
  return values;
}

type Kept = { at: number; values: Promise<Values> };
