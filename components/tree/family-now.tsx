"use client";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { FamilyFact, familySlotId } from "#components/job/job-family.tsx";
import type { JobTree } from "#lib/domain/tree/job-tree.ts";

/** Keeps the fact “Children”, which the server drew, in step with the tree. */
export function FamilyNow({ tree }: { tree: JobTree }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useEffect(() => setSlot(document.getElementById(familySlotId)), []);
  return slot && createPortal(<FamilyFact tree={tree} />, slot);
}
