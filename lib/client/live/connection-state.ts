import type { FailingSource } from "#lib/domain/live-frame.ts";

/** The link from the browser to Gantry. */
export type ConnectionState = {
  phase: "idle" | "connecting" | "live" | "polling" | "reconnecting" | "signed-out";
  /** Since when it is in this phase, by the browser's clock. */
  since: number;
  /** When the last byte came from Gantry, by the browser's clock. */
  heardAt: number | null;
  /** When the next try is due. */
  retryAt: number | null;
  /** Gantry's clock minus the browser's, in milliseconds. */
  skewMs: number;
  /** Sources whose lists Gantry could not read when it was heard last. */
  failing: readonly FailingSource[];
  /** The version of Gantry that answered last. */
  version: string | null;
};

export const idleConnection: ConnectionState = {
  phase: "idle",
  since: 0,
  heardAt: null,
  retryAt: null,
  skewMs: 0,
  failing: [],
  version: null,
};

export type Watched = { jobs: string[]; list: boolean };
