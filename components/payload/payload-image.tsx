"use client";

import { useEffect, useState } from "react";
import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import { toMessage } from "#lib/domain/to-message.ts";

type PayloadImageProps = { href: string; places: number[] };
type Loaded = { url: string; bytes: number } | { problem: string };

/** A small view of the picture that an address in a payload leads to, read through Gantry. */
export function PayloadImage({ href, places }: PayloadImageProps) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [size, setSize] = useState("");
  const cut = href.lastIndexOf("/");
  const source = `${href.slice(0, cut)}/image?part=${href.slice(cut + 1)}&at=${places.join(".")}`;

  useEffect(() => {
    const controller = new AbortController();
    let url = "";
    const load = async () => {
      const next = await loadImage(source, controller.signal);
      if ("url" in next) url = next.url;
      if (!controller.signal.aborted) setLoaded(next);
    };
    void load();
    return () => {
      controller.abort();
      URL.revokeObjectURL(url);
    };
  }, [source]);

  if (loaded === null) return <span className="text-faint">Loading the picture …</span>;
  if ("problem" in loaded) return <span className="text-muted">No picture: {loaded.problem}</span>;
  return (
    <span className="flex basis-full items-end gap-2">
      {/* oxlint-disable-next-line nextjs/no-img-element -- read once, through Gantry */}
      <img
        src={loaded.url}
        alt="What the address leads to"
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setSize(`${naturalWidth} × ${naturalHeight} px, `)
        }
        className="max-h-40 max-w-full rounded-md border border-line"
      />
      <span className="text-muted">
        {size}
        {formatBytes(loaded.bytes)}
      </span>
    </span>
  );
}

async function loadImage(source: string, signal: AbortSignal): Promise<Loaded> {
  try {
    const response = await fetch(source, { signal });
    if (!response.ok) {
      const { detail }: { detail?: string } = await response.json();
      return { problem: detail ?? `the server answered ${response.status}.` };
    }
    const blob = await response.blob();
    return { url: URL.createObjectURL(blob), bytes: blob.size };
  } catch (error) {
    return { problem: toMessage(error) };
  }
}
