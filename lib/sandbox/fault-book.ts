import type { Fault } from "./fault.ts";
import type { SandboxRoute } from "./request-counts.ts";

/** The faults in force. A request meets one at a time, the oldest that fits. */
export class FaultBook {
  #entries: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#entries.push({ fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#entries = [];
  }

  take(route: SandboxRoute, jobId: string | null): Fault | null {
    const entry = this.#entries.find(
      ({ fault }) =>
        (fault.route === undefined || fault.route === route) &&
        (fault.jobId === undefined || fault.jobId === jobId),
    );
    if (!entry) return null;
    entry.left -= 1;
    if (entry.left === 0) this.#entries = this.#entries.filter((each) => each !== entry);
    return entry.fault;
  }
}
