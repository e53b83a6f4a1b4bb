import {
  chartChoiceCookie,
  formatChartChoice,
  type ChartChoice,
} from "#lib/domain/durations/chart-choice.ts";

const oneYearS = 31_536_000;

export function keepChoice(choice: ChartChoice): void {
  // oxlint-disable-next-line unicorn/no-document-cookie -- the Cookie Store API is missing over plain HTTP
  document.cookie = `${chartChoiceCookie}=${formatChartChoice(choice)}; path=/durations; max-age=${oneYearS}; samesite=lax`;
}
