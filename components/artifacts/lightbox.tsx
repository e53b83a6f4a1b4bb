"use client";
import { useEffect, useRef } from "react";
import { toWords, type Picture } from "./to-pictures.ts";

type LightboxProps = {
  pictures: Picture[];
  at: number;
  onMove: (at: number) => void;
  onClose: () => void;
};

/** One picture large. Arrows go on, Escape closes; the focus returns to where it came from. */
export default function Lightbox({ pictures, at, onMove, onClose }: LightboxProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const picture = pictures[at];
  const count = pictures.length;
  const go = (step: number) => onMove((at + step + count) % count);

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    const element = dialog.current;
    const onKey = ({ key }: KeyboardEvent) => {
      if (count > 1 && key === "ArrowLeft") onMove((at + count - 1) % count);
      if (count > 1 && key === "ArrowRight") onMove((at + 1) % count);
    };
    const onPress = ({ target }: MouseEvent) => {
      if (target === element) onClose();
    };
    element?.addEventListener("keydown", onKey);
    element?.addEventListener("click", onPress);
    return () => {
      element?.removeEventListener("keydown", onKey);
      element?.removeEventListener("click", onPress);
    };
  });

  if (!picture) return null;
  const { artifact, name, path } = picture;
  return (
    <dialog
      ref={dialog}
      aria-label={name}
      onClose={onClose}
      className="m-auto h-[min(94dvh,900px)] w-[min(94vw,1100px)] overflow-hidden rounded-lg border border-line bg-surface p-0 text-text backdrop:bg-[oklch(10%_0_0/65%)]"
    >
      <div className="flex h-full flex-col">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3.5 py-2">
          <h2 className="min-w-0 text-[13.5px] font-semibold wrap-anywhere">{name}</h2>
          <span className="text-[12.5px] text-muted">
            {[artifact.role, toWords(artifact.kind)].filter((word) => word !== null).join(" · ")}
          </span>
          <span aria-live="polite" className="text-[12.5px] text-faint">
            {at + 1} of {count}
          </span>
          <div className="ml-auto flex items-center gap-1.5">
            {count > 1 && (
              <>
                <button type="button" className="button-ghost" onClick={() => go(-1)}>
                  Previous
                </button>
                <button type="button" className="button-ghost" onClick={() => go(1)}>
                  Next
                </button>
              </>
            )}
            <a href={path} target="_blank" rel="noreferrer" className="button-ghost">
              Full size
            </a>
            <button type="button" className="button" onClick={onClose}>
              Close
            </button>
          </div>
        </header>
        <div className="flex min-h-0 flex-1 flex-col bg-sunken p-3">
          {/* oxlint-disable-next-line nextjs/no-img-element -- served by Gantry itself, and of any host's making */}
          <img key={path} src={path} alt={name} className="min-h-0 flex-1 object-scale-down" />
        </div>
      </div>
    </dialog>
  );
}
