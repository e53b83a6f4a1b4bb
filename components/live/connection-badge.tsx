"use client";
import { useSyncExternalStore } from "react";
import { useZone } from "#components/shell/preferences.tsx";
import {
  getConnection,
  getServerConnection,
  subscribeToConnection,
} from "#lib/client/live/tab-connection.ts";
import { describeConnection } from "./describe-connection.ts";
import { useNow } from "./use-now.ts";
import { VersionNotice } from "./version-notice.tsx";

export const useConnection = () =>
  useSyncExternalStore(subscribeToConnection, getConnection, getServerConnection);

const titles: Partial<Record<ReturnType<typeof useConnection>["phase"], string>> = {
  idle: "Nothing on this page can change",
  polling:
    "Something between this browser and Gantry holds streams back, so Gantry is asked instead",
};

/** The link from this browser to Gantry, in a word and a shape, with its age. */
export function ConnectionBadge() {
  const connection = useConnection();
  const now = useNow(connection.phase !== "idle");
  const { word, shape, more } = describeConnection(connection, now, useZone());
  return (
    <p
      className="flex items-center gap-2 text-[12.5px] whitespace-nowrap text-muted"
      title={titles[connection.phase]}
    >
      <i className={`size-2 flex-none ${shape}`} aria-hidden="true" />
      <span role="status">{word}</span>
      {more && <span className="text-faint max-md:hidden">· {more}</span>}
      <VersionNotice version={connection.version} />
    </p>
  );
}
