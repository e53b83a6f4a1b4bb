"use client";

import { useEffect } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { NodeDescription } from "#lib/domain/json/describe.ts";
import { jsonKind } from "#lib/domain/json/kind.ts";
import type { TreeOutcome } from "#lib/domain/json/tree.ts";
import { parseKey } from "#lib/domain/json/path.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { PayloadFooter } from "./payload-footer.tsx";
import { RevealValue } from "./reveal-value.tsx";
import type { Session } from "./session.ts";
import { StringReadings } from "./string-readings.tsx";
import { toAskedHref } from "./to-asked-href.ts";
import { isCopyable, toCopyable } from "./to-copyable.ts";
import { useAnswer } from "./use-answer.ts";
import { WholeText } from "./whole-text.tsx";

type PayloadDetailProps = {
  title: string;
  /** The document's address; null for one inside of a string. */
  href: string | null;
  session: Session;
  node: number;
  highlight: RegExp | null;
  onOutcome: (outcome: TreeOutcome) => void;
  /** Null while a table is shown: what acts on the tree is not offered then. */
  onTable: ((node: number) => void) | null;
};

const fragmentDelayMs = 300;
/** A link, or the box that takes IDs, while the page that it leads to is on its way. */
const opening = "a[aria-busy], form[aria-busy]";
const keyMax = 40;
const depths = [
  { label: "Fold", levels: 0 },
  { label: "1", levels: 1 },
  { label: "2", levels: 2 },
  { label: "3", levels: 3 },
  { label: "All", levels: null },
];

/** What there is to know and to do about the chosen row. */
export default function PayloadDetail(props: PayloadDetailProps) {
  const { title, href, session, node, highlight, onOutcome, onTable } = props;
  const mark = highlight?.source ?? null;
  const about = useAnswer<NodeDescription | null>(
    () => session.ask("describe", { node, mark }),
    null,
    [session, node, mark],
  );
  useFragment(href === null || about === null ? null : `${title.toLowerCase()}=${about.exactPath}`);
  if (about === null) return <PayloadFooter>{null}</PayloadFooter>;

  const { path, exactPath, jq, repeatedKey, value, isContainer, isTable } = about;
  const isString = about.kind === jsonKind.string;
  const written = () => session.ask("text", { node: about.node });
  const said = async () => (isString ? toCopyable(parseKey(await written())) : written());
  const asked = toAskedHref(href);
  const isSecret = href !== null && value !== null && value.includes(maskMark);
  return (
    <section aria-label={`Chosen in the ${title.toLowerCase()}`}>
      <PayloadFooter>
        <span
          className="min-w-0 flex-1 basis-40 overflow-x-auto font-mono whitespace-nowrap"
          tabIndex={0}
        >
          {toVisibleText(exactPath)}
        </span>
        <span key={about.node} className="flex flex-wrap items-center gap-x-2">
          {isContainer && onTable !== null && (
            <span role="group" aria-label="Expand to depth" className="flex items-center gap-0.5">
              <span className="text-faint">Depth</span>
              {depths.map(({ label, levels }) => (
                <Action
                  key={label}
                  label={levels === 0 ? "Fold" : `Expand ${levels ?? "all"} levels`}
                  onClick={async () =>
                    onOutcome(await session.ask("expand", { node: about.node, levels }))
                  }
                >
                  {label}
                </Action>
              ))}
            </span>
          )}
          {isTable && onTable !== null && (
            <Action label="Show as a table" onClick={() => onTable(about.node)}>
              Table
            </Action>
          )}
          <span className="flex">
            <CopyButton label="Copy path" text={path}>
              Copy path
            </CopyButton>
            <CopyButton label="Copy path for jq" text={jq}>
              jq
            </CopyButton>
          </span>
          {repeatedKey !== null && (
            <span className="px-1.5 wrap-anywhere">
              {`${toShort(repeatedKey)} comes more than once: the path names each of them, jq takes the last`}
            </span>
          )}
          <span className="flex items-center">
            {isContainer ? (
              <CopyButton label="Copy subtree" text={written}>
                Copy subtree
              </CopyButton>
            ) : value === null || isCopyable(value) ? (
              <CopyButton label="Copy value" text={value ?? said}>
                Copy value
              </CopyButton>
            ) : (
              <span className="px-1.5 text-faint">No clipboard can hold it; copied as</span>
            )}
            {isString && (
              <CopyButton label="Copy value as JSON" text={written}>
                JSON
              </CopyButton>
            )}
          </span>
        </span>
      </PayloadFooter>
      {isSecret &&
        (asked === null ? (
          <Note>This value was masked when the file was saved.</Note>
        ) : (
          <RevealValue
            key={`reveal ${about.node}`}
            href={asked}
            places={about.places}
            path={exactPath}
            masked={value}
          />
        ))}
      {value !== null && (
        <StringReadings
          key={`read ${about.node}`}
          href={asked}
          places={about.places}
          value={value}
        />
      )}
      {about.wholeKey !== null && (
        <WholeText
          key={`key ${about.node}`}
          label="The whole key"
          piece={about.wholeKey}
          highlight={highlight}
        />
      )}
      {about.wholeValue !== null && (
        <WholeText
          key={`value ${about.node}`}
          label="The whole value"
          piece={about.wholeValue}
          highlight={highlight}
        />
      )}
    </section>
  );
}

function toShort(key: string): string {
  return toVisibleText(key.length > keyMax ? `${key.slice(0, keyMax)}…` : key);
}

/** Keeps the chosen path in the address, so that the address leads back to it. */
function useFragment(fragment: string | null): void {
  useEffect(() => {
    if (fragment === null) return undefined;
    const write = () => {
      // The router would give up a page that it is opening for the address of the one before.
      if (document.querySelector(opening)) timer = setTimeout(write, fragmentDelayMs);
      // Not with the router's own state: it would take the address for one that it knows, and put its old one back.
      else history.replaceState(null, "", `#${encodeURI(fragment)}`);
    };
    let timer = setTimeout(write, fragmentDelayMs);
    return () => clearTimeout(timer);
  }, [fragment]);
}

function Note({ children }: { children: string }) {
  return <p className="border-t border-line px-3.5 py-2 text-[12.5px] text-muted">{children}</p>;
}

type ActionProps = { label: string; onClick: () => void; children: string };

function Action({ label, onClick, children }: ActionProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="inline-flex h-6 min-w-6 items-center justify-center rounded-md px-1.5 text-[12.5px] text-muted hover:bg-sunken hover:text-text"
    >
      {children}
    </button>
  );
}
