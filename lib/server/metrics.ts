import "server-only";
import { Gauge, Registry } from "prom-client";
import type { Gantry } from "./gantry.ts";

/** Prometheus text: what Gantry holds open, and what it asked of each upstream. */
export async function renderMetrics({ hub, sources, store }: Gantry): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `gantry_${name}`, help, labelNames, registers: [registry] });
  const { watches, viewers, listViewers } = hub.stats();
  gauge("watches", "Jobs followed at an upstream").set(watches);
  gauge("viewers", "Browsers connected to the live feed").set(viewers);
  gauge("list_viewers", "Browsers that look at a list").set(listViewers);
  gauge("store_bytes", "Size of the database").set(await store.sizeBytes());
  const { rss, heapUsed } = process.memoryUsage();
  gauge("resident_bytes", "Memory of the process").set(rss);
  gauge("heap_bytes", "Memory that JavaScript holds, garbage included").set(heapUsed);
  const resources = gauge(
    "active_resources",
    "Sockets, timers and the like that keep the process alive",
    ["type"],
  );
  for (const type of ["TCPSocketWrap", "Timeout"]) resources.set({ type }, 0);
  for (const type of process.getActiveResourcesInfo()) resources.inc({ type });
  const sent = gauge("upstream_requests", "Requests sent since the start", ["source"]);
  const remaining = gauge("upstream_budget_remaining", "Requests left this minute", ["source"]);
  for (const source of sources.values()) {
    const budget = source.budget();
    sent.set({ source: source.name }, budget.sent);
    if (budget.remaining !== null) remaining.set({ source: source.name }, budget.remaining);
  }
  return registry.metrics();
}
