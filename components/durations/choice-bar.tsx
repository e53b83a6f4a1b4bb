"use client";
import { Segmented } from "#components/ui/segmented.tsx";
import { percentileTones } from "#components/charts/percentile-tone.ts";
import type { ChartChoice } from "#lib/domain/durations/chart-choice.ts";
import { percentileNames } from "#lib/domain/durations/durations-report.ts";
import { metrics } from "#lib/domain/durations/job-sample.ts";
import { metricWords } from "#lib/domain/durations/metric-words.ts";

type Props = { choice: ChartChoice; onChoice: (choice: ChartChoice) => void };

const metricOptions = metrics.map((value) => ({ value, label: metricWords[value].label }));

/** Which length is drawn, and which of its percentiles; the lines' legend at the same time. */
export function ChoiceBar({ choice, onChoice }: Props) {
  const { metric, percentiles } = choice;
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2 noscript:hidden">
      <Segmented
        label="Which length of time"
        options={metricOptions}
        value={metric}
        onChange={(next) => onChoice({ ...choice, metric: next })}
      />
      <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[12.5px]">
        <legend className="sr-only">Percentiles</legend>
        {percentileNames.map((name) => {
          const isOn = percentiles.includes(name);
          const { color, width } = percentileTones[name];
          return (
            <label key={name} className="flex min-h-6 cursor-pointer items-center gap-1.5">
              <input
                type="checkbox"
                checked={isOn}
                disabled={isOn && percentiles.length === 1}
                onChange={() =>
                  onChoice({
                    metric,
                    percentiles: percentileNames.filter(
                      (each) => percentiles.includes(each) !== (each === name),
                    ),
                  })
                }
              />
              <svg width="18" height="8" aria-hidden="true">
                <line x1="0" x2="18" y1="4" y2="4" stroke={color} strokeWidth={width} />
              </svg>
              {name}
            </label>
          );
        })}
      </fieldset>
    </div>
  );
}
