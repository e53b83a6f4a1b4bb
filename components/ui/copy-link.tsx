"use client";
import { useState, type ReactNode } from "react";

type CopyLinkProps = {
  /** Answers GET with the text to copy. */
  href: string;
  className: string;
  children: ReactNode;
};

/** Copies what is at the address; without JavaScript it leads there. */
export function CopyLink({ href, className, children }: CopyLinkProps) {
  const [outcome, setOutcome] = useState("");
  return (
    <a
      href={href}
      className={className}
      onClick={async (event) => {
        event.preventDefault();
        setOutcome((await (await import("./copy-text.ts")).copyFrom(href)).message);
      }}
    >
      {children}
      <span role="status" className="text-muted empty:hidden">
        {outcome}
      </span>
    </a>
  );
}
