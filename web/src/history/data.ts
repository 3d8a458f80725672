/** What a chart draws as lines, out of what the server answers; the last few answers are kept. */
import uPlot from 'uplot';
import * as api from '../api';
import type { Meter, Series } from '../model';
import type { Stretch } from '../stretches';
import { HOME, homeSeries, wanted, type Line } from './lines';
import { gapOf } from './runs';

const KEPT = 24;
/** What was stored may still be corrected: an answer is asked for again after this. */
const KEPT_MILLIS = 60_000;
const answers = new Map<string, { at: number; series: Series[] }>();

/** Seconds; then columns where null is a gap and undefined a time of other columns. */
export type Columns = [number[], ...(number | null | undefined)[][]];

export interface Drawn {
  lines: Line[];
  /** Mean, least and greatest of each line. */
  table: Columns;
  series: Series[];
  from: number;
  to: number;
}

export const NOTHING: Drawn = { lines: [], table: [[]], series: [], from: 0, to: 0 };

export async function load(lines: Line[], meters: Meter[], from: number, to: number, px: number, abort: AbortSignal): Promise<Drawn> {
  const ids = wanted(lines, meters);
  if (ids.length === 0) return { ...NOTHING, from, to };
  const key = `${ids.join()} ${Math.round(from)} ${Math.round(to)} ${px}`;
  const known = answers.get(key);
  const all = known && performance.now() - known.at < KEPT_MILLIS ? known.series : (await api.history(ids, from, to, px, abort)).series;
  answers.delete(key);
  answers.set(key, { at: known?.series === all ? known.at : performance.now(), series: all });
  const oldest = answers.keys().next().value;
  if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
  const series = lines.map((line) =>
    line.id === HOME ? homeSeries(meters, all) : (all.find((each) => `${each.meter}.${each.channel}` === line.id) ?? empty(line)),
  );
  return { lines, table: tableOf(series, to), series, from, to };
}

function empty(line: Line): Series {
  return { meter: line.meter, channel: line.channel, unit: line.unit, resolution: 0, coverage: 0, time: [], min: [], mean: [], max: [] };
}

/** All lines on one axis of time, with a null wherever nothing was measured. */
export function tableOf(series: Series[], to = Infinity): Columns {
  return joined(series.map((each) => withGaps(each, to)));
}

/** Tables with times of their own as one. */
export function joined(tables: Columns[]): Columns {
  const full = tables.filter((table) => table.length > 1);
  if (full.length === 0) return [[]];
  // 2: a null is a gap, and stays one as wide as it is; where only another line has a point the line runs on.
  return uPlot.join(full as uPlot.AlignedData[], full.map((table) => table.map(() => 2)) as uPlot.JoinNullMode[][]) as Columns;
}

function withGaps(series: Series, to: number): Columns {
  const gap = gapOf(series);
  const times: number[] = [];
  const columns: (number | null)[][] = [[], [], []];
  let before = Infinity;
  series.time.forEach((time, i) => {
    if (time - before > gap) {
      times.push((before + 1 + series.resolution / 2) / 1000);
      for (const column of columns) column.push(null);
    }
    // A stretch's point stands in its middle, and never in the future.
    times.push(Math.max(time, Math.min(to, time + series.resolution / 2)) / 1000);
    columns[0]?.push(series.mean[i] ?? null);
    columns[1]?.push(series.min[i] ?? null);
    columns[2]?.push(series.max[i] ?? null);
    before = time;
  });
  return [times, ...columns];
}

/** A series of another stretch of time, put where it is compared with; the mean alone. */
export function ghostOf(series: Series, at: (millis: number) => number | undefined): Columns {
  const gap = gapOf(series);
  const times: number[] = [];
  const means: (number | null)[] = [];
  let before = Infinity;
  series.time.forEach((time, i) => {
    const place = at(time + series.resolution / 2);
    if (place === undefined || place / 1000 <= (times.at(-1) ?? -Infinity)) return;
    if (time - before > gap) {
      times.push((place - 1) / 1000);
      means.push(null);
    }
    times.push(place / 1000);
    means.push(series.mean[i] ?? null);
    before = time;
  });
  return [times, means];
}

/** The stretches in which none of the lines has a point. */
export function silences(drawn: Drawn, from: number, to: number): Stretch[] {
  const known = drawn.series.filter((each) => each.time.length > 0);
  if (known.length === 0) return [];
  const gap = Math.max(...known.map(gapOf));
  const times = [...new Set(known.flatMap((each) => each.time))].filter((time) => time > from && time < to).sort((a, b) => a - b);
  const length = Math.max(...known.map((each) => each.resolution));
  const all: Stretch[] = [];
  let before = from;
  for (const time of [...times, to]) {
    if (time - before > gap) all.push({ start: before, end: time });
    before = time + length;
  }
  return all;
}
