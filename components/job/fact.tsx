import type { ReactNode } from "react";

/** One of the numbers of a job, beneath its name. */
export function Fact({
  name,
  mono = false,
  isWide = mono,
  className = "",
  children,
}: {
  name: string;
  mono?: boolean;
  /** Has the whole row where only two fit. */
  isWide?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={`min-w-0 ${isWide ? "max-sm:col-span-2" : ""}`}>
      <dt className="text-[12.5px] text-muted">{name}</dt>
      <dd
        className={`break-words ${mono ? "mono leading-5" : "leading-5 font-semibold"} ${className}`}
      >
        {children}
      </dd>
    </div>
  );
}

/** What puts it in proportion. */
export function Small({ children }: { children: ReactNode }) {
  return (
    <small className="block font-sans text-[12.5px] leading-normal font-normal text-muted">
      {children}
    </small>
  );
}
