"use client";
import { useEffect, useState } from "react";
import { isAsked, setAsked } from "#components/alerts/alert-choices.ts";
import { Icon } from "#components/ui/icon.tsx";
import { isTerminal } from "#lib/domain/job.ts";
import type { Tile } from "#lib/domain/wall.ts";

/** Asks to be told of every job on the wall that ends. */
export function WallAlert({ tiles }: { tiles: Tile[] }) {
  const open = tiles.filter(({ job }) => job === null || !isTerminal(job.status));
  const [asked, setAskedState] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  useEffect(() => setAskedState(open.some(({ ref }) => isAsked(ref))), [open]);

  async function toggle() {
    const { askPermission } = await import("#components/alerts/ask-permission.ts");
    const refused = asked ? null : await askPermission();
    setRefusal(refused);
    for (const { ref } of open) setAsked(ref, !asked && refused === null);
    setAskedState(!asked && refused === null);
  }

  if (open.length === 0) return null;
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
