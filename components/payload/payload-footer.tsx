import type { ReactNode } from "react";

export function PayloadFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-[39px] flex-wrap items-center gap-x-2 gap-y-1 border-t border-line px-3.5 py-1.5 text-[12.5px] text-muted">
      {children}
    </div>
  );
}
