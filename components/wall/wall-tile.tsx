import { describeLink } from "#components/job/describe-link.ts";
import { isBlind } from "#components/live/describe-connection.ts";
import { IdEnd } from "#components/ui/id-end.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { StatusPill } from "#components/ui/status-pill.tsx";
import { statusTones } from "#components/ui/status-tone.ts";
import type { ConnectionState } from "#lib/client/live/connection-state.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import { formatAgo } from "#lib/domain/format/format-instant.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { isTerminal, toElapsedMs, type JobSummary } from "#lib/domain/job.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import type { Tile } from "#lib/domain/wall.ts";

type WallTileProps = {
  tile: Tile;
  connection: ConnectionState;
  zone: string;
  /** What the clocks of jobs in flight show; it stands still with them. */
  now: number;
  /** The present, which never stands still. */
  today: number;
  /** The same wall without this job. */
  without: string;
};

export function WallTile({ tile, connection, zone, now, today, without }: WallTileProps) {
  "use memo";
  const { ref, job, problem, message } = tile;
  const isFrozen =
    isBlind(connection) || tile.link?.state === "reconnecting" || tile.link?.state === "stale";
  const isTrouble = job?.status === "failed" || job?.status === "partial";
  const id = toVisibleText(ref.id);
  const tone = statusTones[job?.status ?? "unknown"];
  return (
    <li
      className={`panel relative flex min-w-0 flex-col gap-[.45em] p-[1em] ${problem || !job ? "" : tone.border} ${isTrouble ? tone.soft : ""}`}
    >
      <div className={`flex items-start gap-2 ${isTrouble ? "*:first:bg-surface" : ""}`}>
        {job ? (
          <StatusPill status={job.status} rawStatus={job.rawStatus} />
        ) : (
          <span className="min-h-6 text-muted">{problem ? "Cannot be shown" : "Asking …"}</span>
        )}
        <PageLink
          href={without}
          className="relative z-10 ml-auto px-1 text-faint no-underline in-[:fullscreen]:hidden hover:text-text"
          aria-label={`Take ${ref.id} off the wall`}
        >
          ×
        </PageLink>
      </div>
      <PageLink
        href={toJobPath(ref)}
        className="truncate text-[1.15em] font-semibold no-underline after:absolute after:inset-0 hover:underline"
        title={ref.id}
      >
        {job?.type ? toVisibleText(job.type) : <IdEnd id={id} className="block" />}
      </PageLink>
      {job?.type && <IdEnd id={id} className="font-mono text-[.88em] text-muted" />}
      {job && <TileBody job={job} message={message} now={now} today={today} frozen={isFrozen} />}
      {problem && (
        <p className="line-clamp-3 text-[.92em] wrap-anywhere text-failed">
          {problem.title}: {problem.detail}
        </p>
      )}
      {job && !isTerminal(job.status) && (
        <TileLink {...describeLink(job, tile.link, connection, today - connection.skewMs, zone)} />
      )}
    </li>
  );
}

type TileBodyProps = {
  job: JobSummary;
  message: string | null;
  now: number;
  today: number;
  /** The link is blind: the clock stands still. */
  frozen: boolean;
};

function TileBody({ job, message, now, today, frozen }: TileBodyProps) {
  const ended = isTerminal(job.status);
  const fraction = job.status === "running" ? (job.progress?.fraction ?? null) : null;
  const isWaiting = job.status === "queued" && job.startedAt === null;
  const since = isWaiting ? job.createdAt : job.startedAt;
  const soFarMs = toElapsedMs(since, now);
  const ranMs = job.runMs ?? (ended ? null : soFarMs);
  const endedAt = ended ? job.finishedAt : null;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 text-[1.35em] font-semibold">
        {(ranMs !== null || (fraction === null && endedAt === null)) && (
          <span className={`whitespace-nowrap ${frozen && !ended ? "text-faint" : ""}`}>
            {formatDuration(ranMs)}
          </span>
        )}
        {isWaiting && <span className="text-[.6em] font-normal text-muted">waiting so far</span>}
        {fraction !== null && <span className="text-running">{formatFraction(fraction)}</span>}
        {endedAt !== null && (
          <span className="text-[.6em] font-normal text-muted">
            ended {formatAgo(endedAt, today)}
          </span>
        )}
      </p>
      {fraction !== null && <progress className="w-full" value={fraction} aria-label="Progress" />}
      <p
        className={`min-h-[1.5em] text-[.92em] wrap-anywhere ${ended ? "line-clamp-3" : "line-clamp-2"} ${job.error ? statusTones[job.status].text : "text-muted"}`}
      >
        {toVisibleText(
          job.error ? `${job.error.code}: ${job.error.message}` : ended ? "" : (message ?? ""),
        )}
      </p>
    </>
  );
}

function TileLink({ word, shape, more }: ReturnType<typeof describeLink>) {
  return (
    <p className="mt-auto flex items-center gap-2 text-[.88em] text-muted">
      <i className={`size-2 flex-none ${shape}`} aria-hidden="true" />
      {word}
      {more && <span className="truncate text-faint">· {more}</span>}
    </p>
  );
}
