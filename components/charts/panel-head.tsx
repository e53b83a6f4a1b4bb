import type { ReactNode } from "react";

type Props = { titleId: string; title: string; caption: string; children?: ReactNode };

/** A panel's title, what its numbers mean, and the choices at its right. */
export function PanelHead({ titleId, title, caption, children }: Props) {
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3 pb-1">
      <h2 id={titleId} className="text-[13.5px] font-semibold">
        {title}
      </h2>
      <p className="text-[12.5px] text-muted">{caption}</p>
      {children && (
        <div className="ml-auto flex flex-wrap items-center gap-1 noscript:hidden">{children}</div>
      )}
    </header>
  );
}
