/** What Gantry itself does, for the people who run it. */
export type SystemReport = {
  now: number;
  startedAt: number;
  version: string | null;
  /** Whether this process collects, or another on the same database does. */
  collects: boolean;
  watches: number;
  viewers: number;
  listViewers: number;
  store: { bytes: number; jobs: number; open: number; keepDays: number };
  residentBytes: number;
  sources: SourceReport[];
};

export type SourceReport = {
  name: string;
  label: string;
  health: "well" | "first reading" | "catching up" | "failing" | "not read yet" | "not listed";
  lastSuccessAt: number | null;
  /** The last one, also when all has been well since. */
  failure: { at: number; message: string } | null;
  /** How old the newest look at the list is. */
  lagMs: number | null;
  /** What of the list is still to be read; null when nothing is. */
  backlog: { fraction: number; jobs: number; until: number } | null;
  jobs: number;
  open: number;
  /** List entries that could not be read. */
  broken: { count: number; at: number } | null;
  sentLastMinute: number;
  /** `isAssumed`: the upstream tells no limit, and this one is ours. */
  budget: { limit: number | null; isAssumed: boolean; remaining: number | null; sent: number };
};
