import type { ReactNode } from "react";

/** Conditions of one kind under their name. */
export function FilterGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-[12.5px] text-muted">{label}</legend>
      {children}
    </fieldset>
  );
}

/** As many as there are, in little room; the edge leaves space for the mark of the focus. */
export function FilterRows({ children }: { children: ReactNode }) {
  return <ul className="-m-1 max-h-[242px] overflow-y-auto p-1">{children}</ul>;
}
