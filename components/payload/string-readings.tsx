"use client";

import { useState, type ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { useZone } from "#components/shell/preferences.tsx";
import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import { readString, toPlainBase64, type StringReading } from "#lib/domain/json/read-string.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { PayloadImage } from "./payload-image.tsx";
import { NestedJson } from "./nested-json.tsx";
import { describeTime } from "./time-title.ts";

type StringReadingsProps = {
  /** Of its document, where Gantry answers questions about it. */
  href: string | null;
  places: number[];
  /** What the string says. */
  value: string;
};

/** What a string turns out to be, written so that it can be read. */
export function StringReadings({ href, places, value }: StringReadingsProps) {
  const zone = useZone();
  const readings = readString(value);
  if (readings.length === 0) return null;

  const toContent = (reading: StringReading): ReactNode => {
    switch (reading.kind) {
      case "json":
        return <NestedJson text={reading.text} />;
      case "url":
        return (
          <Line name="Address">
            {value.includes(maskMark) ? (
              <span className="wrap-anywhere">{toVisibleText(value)}</span>
            ) : (
              <a
                href={reading.href}
                target="_blank"
                rel="noreferrer"
                className="wrap-anywhere underline"
              >
                {reading.href}
              </a>
            )}
            {reading.expiresAt !== null && <Expiry at={reading.expiresAt} zone={zone} />}
            {reading.isImage && href !== null && <PayloadImage href={href} places={places} />}
          </Line>
        );
      case "storage":
        return <Line name="Storage">In cloud storage, where a browser cannot look.</Line>;
      case "time":
        return <Line name="Time">{describeTime(reading.at, zone)}</Line>;
      case "job":
        return (
          <Line name="Job">
            <PageLink href={reading.href} className="underline">
              Open the job
            </PageLink>
          </Line>
        );
      case "id":
        return (
          <Line name="ID">
            <PageLink href={`/jobs?q=${encodeURIComponent(reading.query)}`} className="underline">
              Jobs with this ID
            </PageLink>
            <CopyButton label="Copy the ID" text={reading.query} />
          </Line>
        );
      case "base64":
        return (
          <Line name="Base64">
            {formatBytes(reading.bytes)} of {reading.mediaType ?? "something unnamed"}
            {reading.mediaType?.startsWith("image/") && (
              <InlineImage value={value} type={reading.mediaType} />
            )}
          </Line>
        );
    }
  };
  return (
    <div className="grid gap-2 border-t border-line px-3.5 py-2 text-[12.5px]">
      {readings.map((reading) => (
        <div key={reading.kind} className="min-w-0">
          {toContent(reading)}
        </div>
      ))}
    </div>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <span className="text-muted">{name}</span>
      {children}
    </div>
  );
}

function Expiry({ at, zone }: { at: number; zone: string }) {
  const [now] = useState(Date.now);
  return (
    <span className="text-muted">
      {at < now ? "expired" : "works until"} {formatInstant(at, zone, "exact")}
    </span>
  );
}

function InlineImage({ value, type }: { value: string; type: string }) {
  if (!/^image\/(?:png|jpeg|gif|webp)$/.test(type)) return null;
  const source = value.startsWith("data:")
    ? value
    : `data:${type};base64,${toPlainBase64(value.trim())}`;
  return (
    // oxlint-disable-next-line nextjs/no-img-element -- the picture is in the text itself
    <img
      src={source}
      alt="What the string holds"
      className="max-h-40 max-w-full rounded-md border border-line"
    />
  );
}
