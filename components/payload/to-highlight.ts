import { toPattern } from "#lib/domain/json/find.ts";

const quotedName = /^("?)([A-Za-z_]\w*)("?)$/;

/** What marks the hits of a query, in one group; of a name in quotes also where it is a key that is shown without them. */
export function toHighlight(query: string): RegExp {
  const [, open = "", name = "", close = ""] = quotedName.exec(query) ?? [];
  const bare = `${open && "^"}${toPattern(name)}${close && "$"}`;
  return new RegExp(`(${toPattern(query)}${open || close ? `|${bare}` : ""})`, "gi");
}
