"use client";
import { usePathname } from "next/navigation";
import { PasteBox } from "./paste-box.tsx";

/** The paste box of every page but the first, which has its own. */
export function HeaderPaste() {
  return usePathname() === "/" ? null : <PasteBox compact />;
}
