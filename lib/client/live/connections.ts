import { parseJobKey } from "#lib/domain/job.ts";
import { maxWatchedJobs } from "#lib/domain/live-frame.ts";
import type { ProblemDocument } from "#lib/domain/problem.ts";
import { idleConnection, type ConnectionState, type Watched } from "./connection-state.ts";
import { createConnection, type ConnectionOptions } from "./connection.ts";

/** A browser holds six connections to one host over HTTP/1.1; half of them are for what pages ask. */
const maxConnections = 3;
/** Written out: the table of problems is large, and the worker needs this one alone. */
const tooMany: ProblemDocument = {
  type: "/problems/too_large",
  title: "The request is too large",
  status: 413,
  detail: `This browser watches ${maxConnections * maxWatchedJobs} jobs already, in all its tabs. This one follows when another is closed.`,
  code: "too_large",
  requestId: "browser",
};
const worstFirst = ["signed-out", "reconnecting", "connecting", "polling", "live", "idle"] as const;

/**
 * Connections for more jobs than one may watch, as many as it takes. A job stays with its connection, so that a change
 * begins no other anew. What finds no place is told by a `problem` frame.
 */
export function createConnections(options: ConnectionOptions) {
  const lanes = Array.from({ length: maxConnections }, () => {
    const lane = { jobs: new Array<string>(), state: idleConnection };
    const onState = (state: ConnectionState) => {
      lane.state = state;
      options.onState(findWorst(lanes.map((each) => each.state)));
    };
    return Object.assign(lane, { connection: createConnection({ ...options, onState }) });
  });

  function refuse(key: string): void {
    const ref = parseJobKey(key);
    if (ref) options.onFrame({ event: "problem", data: { ...tooMany, ...ref } });
  }

  return {
    /** Watches exactly this from now on; the jobs of `anew` are asked for again, though they may be watched already. */
    watch({ jobs, list }: Watched, anew: ReadonlySet<string> = new Set()): void {
      const placeless = new Set(jobs);
      for (const lane of lanes) lane.jobs = lane.jobs.filter((key) => placeless.delete(key));
      for (const key of placeless) {
        const lane = lanes.find((each) => each.jobs.length < maxWatchedJobs);
        if (lane) lane.jobs.push(key);
        else refuse(key);
      }
      for (const [index, lane] of lanes.entries())
        lane.connection.watch(
          { jobs: lane.jobs, list: list && index === 0 },
          { anew: lane.jobs.some((key) => anew.has(key)) },
        );
    },
    /** Tries again at once what waits for its next try. */
    retryNow(): void {
      for (const { connection } of lanes) connection.retryNow();
    },
  };
}

function findWorst(states: readonly ConnectionState[]): ConnectionState {
  const rank = ({ phase }: ConnectionState) => worstFirst.indexOf(phase);
  return states.toSorted((a, b) => rank(a) - rank(b))[0] ?? idleConnection;
}
