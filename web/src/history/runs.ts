/** Where a series has gaps. */
import type { Series } from '../model';

/** Points further apart than this have nothing between them. */
export function gapOf(series: Series): number {
  const steps: number[] = [];
  for (let i = 1; i < series.time.length; i += Math.max(1, Math.floor(series.time.length / 200))) {
    steps.push((series.time[i] ?? 0) - (series.time[i - 1] ?? 0));
  }
  steps.sort((a, b) => a - b);
  const usual = steps[Math.floor((steps.length - 1) / 2)] ?? 60_000;
  return Math.max(series.resolution * 1.5, Math.min(3_600_000, Math.max(60_000, usual * 5)));
}

/** Places of points that follow on each other without a gap. */
export function runs(series: Series): number[][] {
  const gap = gapOf(series);
  const all: number[][] = [];
  series.time.forEach((time, i) => {
    const before = series.time[i - 1];
    if (before === undefined || time - before > gap) all.push([]);
    all.at(-1)?.push(i);
  });
  return all;
}
