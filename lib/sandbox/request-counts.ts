export type SandboxRoute = "get" | "list" | "stream";
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
  return { get: 0, list: 0, stream: 0, total: 0 };
}
