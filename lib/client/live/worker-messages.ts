import type { LiveFrame } from "#lib/domain/live-frame.ts";
import type { ConnectionState, Watched } from "./connection-state.ts";

export type FromTab =
  | { kind: "hello"; lock: string }
  | { kind: "watch"; watched: Watched }
  | { kind: "retry" };

export type ToTab = { kind: "frame"; frame: LiveFrame } | { kind: "state"; state: ConnectionState };
