import { applyFrame, type LiveJob } from "#lib/domain/apply-frame.ts";
import { toJobKey } from "#lib/domain/job.ts";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import { idleConnection, type ConnectionState } from "./connection-state.ts";
import { createConnection } from "./connection.ts";
import type { FromTab, ToTab } from "./worker-messages.ts";

type Tab = { port: MessagePort; jobs: string[]; list: boolean };

const tabs = new Set<Tab>();
/** What is known of each watched job, for tabs that join later. */
const views = new Map<string, LiveJob>();
/** What lists were told lately: a tab that joins was drawn before it could listen. */
let lists: { at: number; frame: LiveFrame }[] = [];
const drawnMs = 20_000;
let state: ConnectionState = idleConnection;

const connection = createConnection({
  onFrame: (frame) => {
    remember(frame);
    broadcast({ kind: "frame", frame });
  },
  onState: (next) => {
    state = next;
    broadcast({ kind: "state", state });
  },
});

function broadcast(message: ToTab): void {
  for (const { port } of tabs) port.postMessage(message);
}

function remember(frame: LiveFrame): void {
  if (frame.event === "clock") return;
  if (frame.event === "jobs") {
    const now = Date.now();
    const { changed } = frame.data;
    // Without what they were before: the page of a tab that joins may count them already.
    const again: LiveFrame = { event: "jobs", data: { changed } };
    lists = [...lists.filter(({ at }) => at > now - drawnMs), { at: now, frame: again }];
    return;
  }
  const key = toJobKey(frame.data);
  const known = views.get(key);
  if (known) views.set(key, applyFrame(known, frame));
  else if (frame.event === "job") views.set(key, { job: frame.data, link: null, problem: null });
}

function tellPresent({ port }: Tab, keys: string[]): void {
  for (const key of keys) {
    const view = views.get(key);
    if (!view) continue;
    const { job, link } = view;
    const frames: LiveFrame[] = [{ event: "job", data: job }];
    if (link) frames.push({ event: "link", data: { source: job.source, id: job.id, ...link } });
    for (const frame of frames) port.postMessage({ kind: "frame", frame } satisfies ToTab);
  }
}

function rewatch(): void {
  const jobs = new Set(Array.from(tabs, (tab) => tab.jobs).flat());
  for (const key of views.keys()) if (!jobs.has(key)) views.delete(key);
  connection.watch({ jobs: [...jobs], list: Array.from(tabs).some(({ list }) => list) });
}

/** A tab holds a lock for as long as it lives; when the worker gets that lock, the tab is gone. */
async function forgetWhenGone(tab: Tab, lock: string): Promise<void> {
  await navigator.locks.request(lock, () => {
    tabs.delete(tab);
    tab.port.close();
    rewatch();
  });
}

function welcome(port: MessagePort): void {
  const tab: Tab = { port, jobs: [], list: false };
  tabs.add(tab);
  port.onmessage = ({ data }: MessageEvent<FromTab>) => {
    if (data.kind === "hello") void forgetWhenGone(tab, data.lock);
    else if (data.kind === "retry") connection.retryNow();
    else {
      const known = new Set(tab.jobs);
      tellPresent(
        tab,
        data.watched.jobs.filter((key) => !known.has(key)),
      );
      if (data.watched.list && !tab.list)
        for (const { frame } of lists) port.postMessage({ kind: "frame", frame } satisfies ToTab);
      Object.assign(tab, data.watched);
      rewatch();
    }
  };
  port.postMessage({ kind: "state", state } satisfies ToTab);
}

addEventListener("connect", (event) => {
  if (event instanceof MessageEvent) for (const port of event.ports) welcome(port);
});
