"use client";
import { useRef, useState, type ReactNode } from "react";
import { describePicture, findLoadedBytes } from "./describe-picture.ts";
import { fetchProblem } from "./fetch-problem.ts";
import { toWords, type Picture } from "./to-pictures.ts";

type Failure = { message: string };

type PictureCardProps = {
  picture: Picture;
  /** When its address at the upstream ends. */
  end: ReactNode;
  onOpen: () => void;
};

/** One picture, small. Without script it is a link to the picture itself. */
export function PictureCard({ picture, end, onOpen }: PictureCardProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  const [size, setSize] = useState("");
  const { artifact, path, name } = picture;
  const src = tries === 0 ? path : `${path}${path.includes("?") ? "&" : "?"}again=${tries}`;
  const measure = (image: HTMLImageElement) =>
    setSize(describePicture(image, findLoadedBytes(image.currentSrc)));
  const failedSrc = useRef<string | null>(null);
  const onFail = () => {
    // The element and its event may both tell of it.
    if (failedSrc.current === src) return;
    failedSrc.current = src;
    setFailure({ message: "The picture did not come." });
    fetchProblem(src).then(
      (message) => setFailure(message === null ? null : { message }),
      () => undefined,
    );
  };

  return (
    <figure>
      <div className="relative aspect-4/5 overflow-hidden rounded-[7px] border border-line bg-sunken">
        {failure ? (
          <div
            role="status"
            className="flex h-full flex-col items-center justify-center gap-2 p-2 text-center text-[12.5px] text-muted"
          >
            <span className="wrap-anywhere">{failure.message}</span>
            <button
              type="button"
              aria-label={`Try again: ${name}`}
              className="button-ghost border border-line"
              onClick={() => {
                setTries(tries + 1);
                setFailure(null);
              }}
            >
              Try again
            </button>
          </div>
        ) : (
          <a
            href={path}
            target="_blank"
            rel="noreferrer"
            className="block h-full"
            aria-label={`Open ${name}`}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onOpen();
            }}
          >
            {/* oxlint-disable-next-line nextjs/no-img-element -- served by Gantry itself, and of any host's making */}
            <img
              ref={(image) => {
                // It may have failed before the script came alive.
                if (!image?.complete) return;
                if (image.naturalWidth === 0) onFail();
                else measure(image);
              }}
              src={src}
              alt={name}
              loading="lazy"
              decoding="async"
              className="h-full w-full object-contain"
              onLoad={(event) => measure(event.currentTarget)}
              onError={onFail}
            />
          </a>
        )}
      </div>
      <figcaption className="mt-1 text-[12.5px] leading-[1.4] wrap-anywhere">
        <span className="font-semibold">{name}</span>
        <span className="block text-[12.5px] text-muted">
          {artifact.label !== null && <span className="block">{toWords(artifact.kind)}</span>}
          <span className="block empty:hidden">{size}</span>
          <span className="block empty:hidden">{end}</span>
          <a href={path} target="_blank" rel="noreferrer" className="underline">
            Full size<span className="sr-only"> of {name}</span>
          </a>
        </span>
      </figcaption>
    </figure>
  );
}
