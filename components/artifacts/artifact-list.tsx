import type { ReactNode } from "react";
import type { Artifact } from "#lib/domain/job.ts";
import { toArtifactKey } from "#lib/domain/list-artifacts.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { toWords } from "./to-pictures.ts";

type ArtifactListProps = {
  artifacts: Artifact[];
  toPath: (artifact: Artifact) => string | null;
  /** When its address ends. */
  drawEnd: (artifact: Artifact) => ReactNode;
};

/** Artifacts that are no pictures, or whose place nobody told. */
export function ArtifactList({ artifacts, toPath, drawEnd }: ArtifactListProps) {
  return (
    <ul className="divide-y divide-line">
      {artifacts.map((artifact) => (
        <li
          key={toArtifactKey(artifact)}
          className="flex flex-wrap items-baseline gap-x-3 px-3.5 py-2 text-[12.5px]"
        >
          <span className="font-semibold wrap-anywhere">
            {toVisibleText(artifact.label ?? toWords(artifact.kind))}
          </span>
          {artifact.role !== null && (
            <span className="text-muted">{toVisibleText(artifact.role)}</span>
          )}
          <Place artifact={artifact} path={toPath(artifact)} />
          <span className="text-muted empty:hidden">{drawEnd(artifact)}</span>
        </li>
      ))}
    </ul>
  );
}

function Place({ artifact: { url, fileId }, path }: { artifact: Artifact; path: string | null }) {
  const isLink = url !== null && /^https?:/i.test(url) && !url.includes(maskMark);
  const href = path ?? (isLink ? url : null);
  const told = url ?? fileId;
  const text = told === null ? null : toVisibleText(told);
  if (href === null)
    return <span className="mono wrap-anywhere text-muted">{text ?? "no address"}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer" className="mono underline wrap-anywhere">
      {text ?? href}
    </a>
  );
}
