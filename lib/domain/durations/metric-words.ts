import type { Metric } from "./job-sample.ts";

export const metricWords: Readonly<Record<Metric, { label: string; meaning: string }>> = {
  wait: { label: "Waiting", meaning: "created to started" },
  run: { label: "Running", meaning: "started to ended" },
  total: { label: "Total", meaning: "created to ended" },
};
