/** One module, so that what several charts need is loaded once: apart, 1.5 kB came twice. */
export { default as DistributionChart } from "./distribution-chart.tsx";
export { default as LengthsChart } from "./lengths-chart.tsx";
export { default as OutcomesChart } from "./outcomes-chart.tsx";
