import type { LiveFrame } from "#lib/domain/live-frame.ts";
import type { ConnectionState } from "./connection-state.ts";

/** Stands for the list among the keys of jobs. */
export const listKey = "list";

export type FromTab =
  | { kind: "hello"; lock: string }
  /** Keys. `begun`: what a part of the page listens for since the last message, and is to be told as it stands. */
  | { kind: "watch"; wanted: string[]; begun: string[] }
  | { kind: "retry" };

export type ToTab = { kind: "frame"; frame: LiveFrame } | { kind: "state"; state: ConnectionState };
