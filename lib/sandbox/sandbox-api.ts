import type { IncomingMessage, ServerResponse } from "node:http";

/** One simulated company on the sandbox's port. */
export type SandboxApi = {
  /** Answers a request to `path`, which is `request.url` without the prefix that the API is mounted at. */
  handle(request: IncomingMessage, response: ServerResponse, path: string): void;
  /** What the control channel can do to it, by name. An action throws when its body makes no sense. */
  actions: Readonly<Record<string, (body: unknown) => object>>;
  close?(): void;
};

/** What every simulated API goes by. */
export type SandboxApiSetup = {
  apiKey: string;
  /** Size of the seeded history. */
  jobs: number;
  seed: number;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** New jobs come into being all the time. */
  live: boolean;
};
