"use client";
import { useSyncExternalStore } from "react";
import { useNow } from "./use-now.ts";
import {
  getConnection,
  getServerConnection,
  subscribeToConnection,
} from "#lib/client/live/tab-connection.ts";
import { formatAgo } from "#lib/domain/format-instant.ts";

export const useConnection = () =>
  useSyncExternalStore(subscribeToConnection, getConnection, getServerConnection);

const looks = {
  idle: { word: "Idle", shape: "bg-line-strong", say: "nothing on this page can change" },
  connecting: { word: "Connecting", shape: "border-2 border-running", say: "" },
  live: { word: "Live", shape: "bg-succeeded ring-3 ring-succeeded-soft", say: "" },
  reconnecting: { word: "Reconnecting", shape: "rotate-45 rounded-none! bg-partial", say: "" },
  "signed-out": { word: "Signed out", shape: "rounded-none! bg-failed", say: "" },
} as const;

/** The link from this browser to Gantry, in a word and a shape, with its age. */
export function ConnectionBadge() {
  const { phase, heardAt, retryAt } = useConnection();
  const now = useNow(phase !== "idle");
  const { word, shape, say } = looks[phase];
  const isDown = phase === "reconnecting";
  return (
    <p
      className="flex items-center gap-2 text-[12.5px] whitespace-nowrap text-muted"
      title={say || undefined}
    >
      <i className={`size-2 flex-none rounded-full ${shape}`} aria-hidden="true" />
      <span role="status">{word}</span>
      <span className="text-faint max-md:hidden">
        {isDown && retryAt !== null && now !== null && `· next try ${formatAgo(retryAt, now)}`}
        {phase === "live" && heardAt !== null && now !== null && `· ${formatAgo(heardAt, now)}`}
      </span>
    </p>
  );
}
