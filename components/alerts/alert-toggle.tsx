"use client";
import { useEffect, useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import type { JobRef } from "#lib/domain/job.ts";
import { isAsked, setAsked } from "./alert-choices.ts";

/** Asks to be told when each of these jobs ends. */
export function AlertToggle({ refs }: { refs: readonly JobRef[] }) {
  const [asked, setAskedState] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  useEffect(() => setAskedState(refs.every(isAsked)), [refs]);

  async function toggle() {
    const { askPermission } = await import("./notify.ts");
    const refused = asked ? null : await askPermission();
    const isNowAsked = !asked && refused === null;
    setRefusal(refused);
    for (const ref of refs) setAsked(ref, isNowAsked);
    setAskedState(isNowAsked);
  }

  return (
    <button
      type="button"
      className="button noscript:hidden"
      aria-pressed={asked}
      onClick={() => void toggle()}
    >
      <Icon name="bell" size={14} />
      {refusal ?? (asked ? "Will notify" : "Notify me")}
    </button>
  );
}
