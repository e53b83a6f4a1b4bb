import { afterEach, expect, test } from "vitest";
import type { ConnectionState } from "./client/live/connection-state.ts";
import { createTabHub } from "./client/live/tab-hub.ts";
import type { ToTab } from "./client/live/worker-messages.ts";
import type { LiveFrame } from "./domain/live-frame.ts";
import { parseLiveQuery } from "./server/http/live-query.ts";

const ports: MessagePort[] = [];

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Gantry's answer to a connection: it greets each that it takes. */
async function answer(path: string): Promise<Response> {
  parseLiveQuery(new URL(path, "http://gantry.invalid").searchParams);
  const greeting = new TextEncoder().encode(`event: clock\ndata: {"now":${Date.now()}}\n\n`);
  return new Response(new ReadableStream({ start: (stream) => stream.enqueue(greeting) }));
}

const toKeys = (tab: string, count: number) =>
  Array.from({ length: count }, (_, n) => `bedrock:job_${tab}_${n}`);

test("tabs that together watch more jobs than one connection may are all live", async () => {
  const welcome = createTabHub({ fetch: answer });
  const states: ConnectionState[] = [];
  const problems: LiveFrame[] = [];
  for (const tab of ["a", "b", "c"]) {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1);
    welcome(port2);
    port1.onmessage = ({ data }: MessageEvent<ToTab>) => {
      if (data.kind === "state") states.push(data.state);
      else if (data.frame.event === "problem") problems.push(data.frame);
    };
    const wanted = [...toKeys(tab, 200), ...(tab === "b" ? ["list"] : [])];
    port1.postMessage({ kind: "watch", wanted, begun: wanted });
  }
  await expect.poll(() => states.at(-1)?.phase).toBe("live");
  expect(states.map(({ phase }) => phase)).not.toContain("reconnecting");
  expect(problems).toEqual([]);
});
