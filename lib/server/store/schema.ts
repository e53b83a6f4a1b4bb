import "server-only";
import type { RawBuilder } from "kysely";
import type { JobStatus, SourceName } from "#lib/domain/job.ts";
import type { AuditEntry } from "#lib/domain/audit.ts";
import type { ChunkEncoding } from "./pack-chunk.ts";
import type { UserRole } from "./user-queries.ts";

export type DatabaseKind = "sqlite" | "postgres";

/** The column types that differ between databases. Texts sort by their bytes on both. */
export type ColumnTypes = {
  kind: DatabaseKind;
  bytes: "blob" | "bytea";
  text: "text" | RawBuilder<unknown>;
};

export type Schema = {
  jobs: JobsTable;
  job_records: JobRecordsTable;
  job_counts: JobCountsTable;
  job_totals: JobTotalsTable;
  collector_states: { source: SourceName; state: string };
  leases: { name: string; holder: string; held_until: number; wanted_until: number };
  documents: DocumentsTable;
  users: UsersTable;
  audit: AuditEntry;
  views: ViewsTable;
  closed_sessions: ClosedSessionsTable;
  document_chunks: DocumentChunksTable;
  rollup_groups: RollupGroupsTable;
  rollups: RollupsTable;
  rollup_state: RollupStateTable;
};

/** A `JobSummary`. Instants are milliseconds since the epoch. */
export type JobsTable = {
  source: SourceName;
  id: string;
  type: string;
  status: JobStatus;
  raw_status: string;
  organization_id: string | null;
  project_id: string | null;
  project_name: string | null;
  target_type: string | null;
  target_id: string | null;
  parent_id: string | null;
  created_at: number | null;
  started_at: number | null;
  finished_at: number | null;
  updated_at: number | null;
  queue_ms: number | null;
  run_ms: number | null;
  progress_fraction: number | null;
  progress_message: string | null;
  error_code: string | null;
  error_message: string | null;
  cost_amount: number | null;
  cost_unit: string | null;
  observed_at: number;
  /** `created_at`, `finished_at` and `run_ms` to sort by: -1 where there is none, since databases disagree on where null sorts. */
  created_order: number;
  ended_order: number;
  duration_order: number;
  /** What kind of failure it was; null for a job that did not fail. */
  fingerprint: string | null;
};

/** What a job has beyond its summary. */
export type JobRecordsTable = {
  source: SourceName;
  id: string;
  /** JSON of `JobEvent[]`. */
  events: string;
  /** JSON of `Artifact[]`. */
  artifacts: string;
  payload_bytes: number | null;
  results_bytes: number | null;
  /** JSON of `JobDetail`. */
  detail: string | null;
  cancel_asked_at: number | null;
  /** When the whole job was last read. */
  read_at: number | null;
  /** When its children were last listed. */
  children_read_at: number | null;
};

/** An upstream's document; the offsets say where in it payload and results stand, ends exclusive. */
export type DocumentsTable = {
  source: SourceName;
  id: string;
  total_bytes: number;
  payload_start: number | null;
  payload_end: number | null;
  results_start: number | null;
  results_end: number | null;
  /** CRC-32 of the part as the upstream sent it; it stays here, since it tells of what is masked. */
  payload_crc: number | null;
  results_crc: number | null;
  /** When the part last became another, in milliseconds since the epoch; null where nobody looked. */
  payload_changed_at: number | null;
  results_changed_at: number | null;
};

/** The document's bytes, cut so that a part of it can be read without the rest. */
export type DocumentChunksTable = {
  source: SourceName;
  id: string;
  /** Of the first byte in the document. */
  position: number;
  bytes: Uint8Array;
  encoding: ChunkEncoding;
};

/** Who may sign in. `name_key` is the name in lower case. */
export type UsersTable = {
  name_key: string;
  name: string;
  role: UserRole;
  password_hash: string;
  version: string;
  disabled_at: number | null;
  created_at: number;
  /** Issuer and subject of somebody who signs in with a provider. */
  oidc_subject: string | null;
};

export type ClosedSessionsTable = { id: string; closed_at: number };

/** Jobs that are counted together. `type` and `project_id` are null where the grouping goes across them. */
export type RollupGroupsTable = {
  id: number;
  /** A hash of the rest. */
  name: string;
  grouping: "s" | "st" | "sp" | "stp";
  source: SourceName;
  type: string | null;
  project_id: string | null;
  outcome: "succeeded" | "partial" | "failed" | "canceled";
  /** Of the failures that the group counts; null for a group that counts durations. */
  fingerprint: string | null;
};

/** The jobs of a group that ended in one slot of time; the lengths are encoded histograms. */
export type RollupsTable = {
  key: number;
  jobs: number;
  wait: Uint8Array;
  run: Uint8Array;
  total: Uint8Array;
};

/** One row. Who writes rollups holds its lock. */
export type RollupStateTable = { next_group_id: number; version: number };
/** How many jobs are alike in these; `project_id` is empty for those without a project. */
export type JobCountsTable = {
  source: SourceName;
  type: string;
  project_id: string;
  status: JobStatus;
  jobs: number;
};

/** The same, summed up by one of them: `all` (its value is empty), `source`, `type` or `project`. */
export type JobTotalsTable = {
  dimension: string;
  value: string;
  status: JobStatus;
  jobs: number;
};

/** Lists that were saved under a name. `name_key` is the name in lower case. */
export type ViewsTable = {
  name_key: string;
  name: string;
  search: string;
  saved_by: string;
  saved_at: number;
};
