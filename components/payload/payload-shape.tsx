"use client";

import { fetchJson } from "#lib/client/fetch-json.ts";
import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import type { JsonShape, ValueShape } from "#lib/domain/json/shape.ts";
import { toKeyLabel } from "#lib/domain/json/key.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { useAnswer } from "./use-answer.ts";
import { toMessage } from "#lib/domain/to-message.ts";

/** What a document consists of that is too large to be opened. `href` is the document's. */
export function PayloadShape({ href }: { href: string }) {
  const cut = href.lastIndexOf("/");
  const source = `${href.slice(0, cut)}/shape?part=${href.slice(cut + 1)}`;
  const shape = useAnswer<JsonShape | string | null>(
    () => fetchJson<{ data: JsonShape }>(source).then(({ data }) => data, toMessage),
    null,
    [source],
  );
  if (shape === null) return <p className="basis-full">Reading what it consists of …</p>;
  if (typeof shape === "string") return <p className="basis-full text-failed">{shape}</p>;
  return (
    <div className="basis-full py-1">
      <p>{describe(shape)}</p>
      <ul className="mono mt-1 max-h-60 overflow-auto">
        {shape.members.map(({ key, ...member }, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- keys may repeat; the place does not
          <li key={place} className="wrap-anywhere">
            <span className="text-json-key">
              {key === null ? place : toVisibleText(toKeyLabel(`"${key}"`))}
            </span>
            <span className="text-muted">: {describe(member)}</span>
          </li>
        ))}
      </ul>
      {shape.count > shape.members.length && (
        <p>{(shape.count - shape.members.length).toLocaleString("en")} more</p>
      )}
    </div>
  );
}

function describe({ kind, count, bytes }: ValueShape): string {
  const noun = `${kind === "object" ? "key" : "item"}${count === 1 ? "" : "s"}`;
  const members =
    kind === "object" || kind === "array" ? `, ${count.toLocaleString("en")} ${noun}` : "";
  return `${kind === "word" ? "true, false or null" : kind}${members}, ${formatBytes(bytes)}`;
}
