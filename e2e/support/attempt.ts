import type { Sandbox } from "#lib/sandbox/start-sandbox.ts";

/** A Gantry under attack: an operator and a viewer are signed in, and a job is there to be stolen. */
export type Target = {
  url: string;
  jobId: string;
  operatorCookie: string;
  viewerCookie: string;
  upstream: Sandbox;
  output(): string;
  ask(
    path: string,
    init?: RequestInit,
  ): Promise<{ status: number; headers: Headers; text: string }>;
};

/** One way in that people try. Throws when it worked. */
export type Attempt = [name: string, run: (target: Target) => Promise<void>];
