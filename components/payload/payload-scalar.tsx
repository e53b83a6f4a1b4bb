import { PageLink } from "#components/ui/page-link.tsx";
import { jsonKind } from "#lib/domain/json/kind.ts";
import { PayloadText } from "./payload-text.tsx";
import { toHint } from "./to-hint.ts";
import { toLink } from "./to-link.ts";

type PayloadScalarProps = { kind: number; text: string; rest: number; highlight: RegExp | null };

/** A string, number or word as it was written; URLs and job IDs lead where they say. */
export function PayloadScalar({ kind, text, rest, highlight }: PayloadScalarProps) {
  const content = <PayloadText text={text} rest={rest} highlight={highlight} />;
  if (kind === jsonKind.number) return <span className="text-json-number">{content}</span>;
  if (kind === jsonKind.word) return <span className="text-json-word">{content}</span>;

  const link = rest > 0 ? null : toLink(text);
  const hint = toHint(text);
  if (link === null)
    return (
      <>
        <bdi className="text-json-string">{content}</bdi>
        {hint !== null && (
          <span className="ml-2 rounded-sm bg-sunken px-1 font-sans text-[12.5px] text-muted">
            {hint}
          </span>
        )}
      </>
    );
  return link.isOwn ? (
    <PageLink tabIndex={-1} href={link.href} className={linkClass}>
      {content}
    </PageLink>
  ) : (
    <a tabIndex={-1} href={link.href} target="_blank" rel="noreferrer" className={linkClass}>
      {content}
    </a>
  );
}

const linkClass =
  "text-json-string underline decoration-line-strong underline-offset-3 hover:decoration-current";
