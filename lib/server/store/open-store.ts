import "server-only";
import { Kysely } from "kysely";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { Job, JobRef, JobStatus, JobSummary } from "#lib/domain/job.ts";
import type { ListValues } from "#lib/domain/job-list.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { maskBeginning, maskDocument, maskStream } from "../masking/mask-document.ts";
import { maskText } from "../masking/mask-text.ts";
import { maskFact } from "../masking/mask-fact.ts";
import { createKeyTest, type KeyTest } from "../masking/masked-keys.ts";
import { createAuditStore, type AuditStore } from "./audit-queries.ts";
import { createChangeFeed, type Change } from "./change-feed.ts";
import {
  type DocumentSlice,
  findChangedAt,
  findDocumentSlice,
  openDocumentPart,
  type DocumentPart,
  type OpenedDocument,
} from "./document-queries.ts";
import { createIngest } from "./ingest.ts";
import * as jobQueries from "./job-queries.ts";
import { listDescendants, type Descendants } from "./list-descendants.ts";
import { listJobs, listPage, type CountedPage, type JobPage } from "./list/list-jobs.ts";
import { listValues } from "./list/values.ts";
import { expandTypes } from "./list/expand-types.ts";
import { type CollectorStore, createCollectorStore } from "./collector-queries.ts";
import { migrate } from "./migrations/migrate.ts";
import type { OpenedDatabase } from "./connection/opened-database.ts";
import { parseDatabaseUrl } from "./connection/database-url.ts";
import { createDurationStore, type DurationStore } from "./rollups/duration-store.ts";
import { rebuildIfOld } from "./rollups/rebuild-rollups.ts";
import { pruneJobs } from "./prune.ts";
import type { Schema } from "./schema.ts";
import { createSessionStore, type SessionStore } from "./session-queries.ts";
import { createViewStore, type ViewStore } from "./view-queries.ts";
import { createUserStore, type UserStore } from "./user-queries.ts";

export type { Change } from "./change-feed.ts";

/**
 * Everything Gantry knows about jobs. What a call resolved with survives the end of the process. Secrets
 * in words, addresses and documents come out masked.
 */
export type Store = {
  /** The one way in for facts. */
  ingest(fact: JobFact): Promise<Change>;
  /** As `ingest`, all of them or none. */
  ingestAll(facts: readonly JobFact[]): Promise<Change[]>;
  /**
   * The listener runs after each fact that changed a job, in the order they were stored; on Postgres also
   * for what other processes stored. `onMissed` runs when jobs changed of which no change is told.
   */
  subscribe(listener: (change: Change) => void, onMissed?: () => void): () => void;
  findJob(ref: JobRef): Promise<Job | undefined>;
  /** When the whole job was last read. */
  findReadAt(ref: JobRef): Promise<number | null>;
  /** Undefined when there is no document, or it lacks the part. `totalBytes` counts what is masked, too. */
  openDocumentPart(ref: JobRef, part: DocumentPart): Promise<OpenedDocument | undefined>;
  /** For an operator who reveals a value, and for what tells none. */
  openUnmasked(ref: JobRef, part: DocumentPart): Promise<OpenedDocument | undefined>;
  /** A key of a document, as written but without its quotes, which may be an address with a signature. */
  maskKey(key: string): string;
  /** As `openDocumentPart`, whole: a large one is better read in chunks. */
  getDocumentPart(ref: JobRef, part: DocumentPart): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The beginning. Of a part that is longer some 4 kB less: what is masked there may depend on what follows. */
  getDocumentSlice(
    ref: JobRef,
    part: DocumentPart,
    maxBytes: number,
  ): Promise<DocumentSlice | undefined>;
  /** When a part last became another text; null where it has not since Gantry looks, or there is none. */
  findChangedAt(ref: JobRef, part: DocumentPart): Promise<number | null>;
  /** Failed ones first, then partial, running, queued and the rest; oldest first in each. */
  listChildren(
    ref: JobRef,
    options: { limit: number },
  ): Promise<{ jobs: JobSummary[]; total: number; counts: Record<JobStatus, number> }>;
  /** Every job below another one, within the bounds. */
  listDescendants(ref: JobRef, bounds: { levels: number; jobs: number }): Promise<Descendants>;
  markChildrenRead(ref: JobRef, at: number): Promise<void>;
  findChildrenReadAt(ref: JobRef): Promise<number | null>;
  findByIdPrefix(prefix: string, limit: number): Promise<JobSummary[]>;
  /** Throws `bad_request` for a cursor that is malformed or belongs to another filter, and as `expandTypes` does. */
  listJobs(filter: ListFilter): Promise<CountedPage>;
  /** As `listJobs`, without counting, which takes the longer. */
  listPage(filter: ListFilter): Promise<JobPage>;
  listValues(): Promise<ListValues>;
  /** As `listJobs` does by itself: `overlay.*` becomes the types there are that begin like that. Throws `bad_request`. */
  expandTypes(filter: ListFilter): Promise<ListFilter>;
  users: UserStore;
  durations: DurationStore;
  collector: CollectorStore;
  audit: AuditStore;
  views: ViewStore;
  sessions: SessionStore;
  /** Forgets jobs that ended before then, the oldest first, at most `limit`; answers how many. */
  prune(options: { endedBefore: number; limit: number }): Promise<number>;
  /** Whoever subscribed, here and in other processes, hears that changes were missed: pruning tells of none by itself. */
  tellMissed(): Promise<void>;
  sizeBytes(): Promise<number>;
  close(): Promise<void>;
};

type StoreOptions = {
  /** What a listener threw. */
  onError?: (error: unknown) => void;
  isSecretKey?: KeyTest;
};

/**
 * Opens the database and brings its tables up to date. `databaseUrl` is `file:path`, `file::memory:`,
 * or `postgres://…`. Throws an error of one line for any other, and for a database that cannot be used.
 */
export async function openStore(
  databaseUrl: string,
  { onError = console.error, isSecretKey = createKeyTest() }: StoreOptions = {},
): Promise<Store> {
  const address = parseDatabaseUrl(databaseUrl);
  try {
    const opened = address.open(onError);
    const db = new Kysely<Schema>({ dialect: opened.dialect });
    try {
      await migrate(db, opened.types);
      await rebuildIfOld(db);
      return await createStore(db, opened, { onError, isSecretKey });
    } catch (error) {
      await db.destroy();
      throw error;
    }
  } catch (cause) {
    const problem = address.toProblem(cause);
    throw new Error(`DATABASE_URL ${address.shown} cannot be opened: ${problem}`, { cause });
  }
}

async function createStore(
  db: Kysely<Schema>,
  { types, sizeBytes, sharing }: OpenedDatabase,
  { onError, isSecretKey }: Required<StoreOptions>,
): Promise<Store> {
  const feed = createChangeFeed(onError);
  const ingest = createIngest(db, { publish: feed.publish, sharing });
  const { publish, publishMissed } = feed;
  const others = await sharing?.listen(db, { publish, publishMissed, onError });
  return {
    ingest: (fact) => ingest.one(maskFact(fact, isSecretKey)),
    ingestAll: (facts) => ingest.all(facts.map((fact) => maskFact(fact, isSecretKey))),
    subscribe: feed.subscribe,
    findJob: (ref) => jobQueries.findJob(db, ref),
    findReadAt: (ref) => jobQueries.findReadAt(db, ref, "read_at"),
    openDocumentPart: async (ref, part) => {
      const opened = await openDocumentPart(db, ref, part);
      return opened && { ...opened, chunks: maskStream(opened.chunks, isSecretKey) };
    },
    openUnmasked: (ref, part) => openDocumentPart(db, ref, part),
    maskKey: (key) => maskText(key, isSecretKey),
    getDocumentPart: async (ref, part) => {
      const opened = await openDocumentPart(db, ref, part);
      if (!opened) return undefined;
      const pieces = await Array.fromAsync(maskStream(opened.chunks, isSecretKey));
      return new Uint8Array(Buffer.concat(pieces));
    },
    getDocumentSlice: async (ref, part, maxBytes) => {
      const slice = await findDocumentSlice(db, ref, part, maxBytes);
      if (!slice) return undefined;
      const mask = slice.isWhole ? maskDocument : maskBeginning;
      return { ...slice, bytes: mask(slice.bytes, isSecretKey) };
    },
    findChangedAt: (ref, part) => findChangedAt(db, ref, part),
    listChildren: (ref, { limit }) => jobQueries.listChildren(db, ref, limit),
    listDescendants: (ref, bounds) => listDescendants(db, ref, bounds),
    markChildrenRead: (ref, at) => jobQueries.markChildrenRead(db, ref, at),
    findChildrenReadAt: (ref) => jobQueries.findReadAt(db, ref, "children_read_at"),
    findByIdPrefix: (prefix, limit) => jobQueries.findByIdPrefix(db, prefix, limit),
    listJobs: (filter) => listJobs(db, types.kind, filter),
    listPage: (filter) => listPage(db, types.kind, filter),
    listValues: () => listValues(db),
    expandTypes: (filter) => expandTypes(db, filter),
    users: createUserStore(db),
    collector: createCollectorStore(db, sharing !== null),
    durations: createDurationStore(db),
    audit: createAuditStore(db),
    views: createViewStore(db),
    sessions: createSessionStore(db),
    prune: (options) => ingest.inTurn(() => pruneJobs(db, sharing, options)),
    tellMissed: async () => {
      publishMissed();
      await sharing?.announceMissed(db);
    },
    sizeBytes: () => sizeBytes(db),
    close: async () => {
      await ingest.settled();
      await others?.close();
      await db.destroy();
    },
  };
}
