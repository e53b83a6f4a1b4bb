/** What the simulated APIs are asked for, whatever path each of them has for it. */
export const sandboxRoutes = [
  "get",
  "list",
  "stream",
  "events",
  "details",
  "file-status",
  "failed-files",
  "cancel",
  "download",
  "image",
] as const;
export type SandboxRoute = (typeof sandboxRoutes)[number];
export type RequestCounts = Record<SandboxRoute | "total", number>;

/** Counts every request the server received, refused ones included. */
export class RequestCounter {
  readonly #all: RequestCounts = noRequests();
  readonly #byJob = new Map<string, RequestCounts>();

  add(route: SandboxRoute, jobId: string | null): void {
    count(this.#all, route);
    if (jobId === null) return;
    const counts = this.#byJob.get(jobId) ?? noRequests();
    count(counts, route);
    this.#byJob.set(jobId, counts);
  }

  read(jobId?: string): RequestCounts {
    const counts = jobId === undefined ? this.#all : this.#byJob.get(jobId);
    return { ...(counts ?? noRequests()) };
  }
}

function count(counts: RequestCounts, route: SandboxRoute): void {
  counts[route] += 1;
  counts.total += 1;
}

function noRequests(): RequestCounts {
  return {
    get: 0,
    list: 0,
    stream: 0,
    events: 0,
    details: 0,
    "file-status": 0,
    "failed-files": 0,
    cancel: 0,
    download: 0,
    image: 0,
    total: 0,
  };
}
