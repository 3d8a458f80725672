/** What a chart draws, out of what the server answers; the last few answers are kept. */
import uPlot from 'uplot';
import * as api from '../api';
import type { Meter, Series } from '../model';
import { HOME, homeSeries, wanted, type Line } from './lines';

const KEPT = 24;
const answers = new Map<string, Series[]>();

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

export async function load(lines: Line[], meters: Meter[], from: number, to: number, px: number, abort: AbortSignal): Promise<Drawn> {
  const ids = wanted(lines, meters);
  if (ids.length === 0) return { lines: [], table: [[]], series: [], from, to };
  const key = `${ids.join()} ${Math.round(from)} ${Math.round(to)} ${px}`;
  let answer = answers.get(key);
  if (!answer) {
    answer = (await api.history(ids, from, to, px, abort)).series;
    answers.set(key, answer);
    const oldest = answers.keys().next().value;
    if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
  }
  const all = answer;
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
  const tables = series.map((each) => withGaps(each, to));
  if (tables.length === 0) return [[]];
  // 1: a null is a gap and stays one; where only another line has a point the line runs on.
  return uPlot.join(tables, tables.map((table) => table.map(() => 1)) as uPlot.JoinNullMode[][]) as Columns;
}

function withGaps(series: Series, to: number): uPlot.AlignedData {
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
  return [times, ...columns] as uPlot.AlignedData;
}

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

/** The view as a file for a spreadsheet: a row a time, three columns a line. */
export function csv(drawn: Drawn, zone: string, isDemo: boolean): string {
  const stamp = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const heads = drawn.lines.flatMap((line) => ['mean', 'min', 'max'].map((part) => quoted(`${line.id} ${part} ${line.unit}`)));
  const rows = [[quoted(`time ${zone}`), 'epoch_ms', ...heads].join(',')];
  if (isDemo) rows.unshift('# demo: a simulated house');
  const [times, ...columns] = drawn.table;
  times.forEach((seconds, i) => {
    const cells = columns.map((column) => column[i]);
    if (cells.every((cell) => cell === null || cell === undefined)) return;
    const millis = Math.round(seconds * 1000);
    rows.push([stamp.format(millis), millis, ...cells.map((cell) => cell ?? '')].join(','));
  });
  return `${rows.join('\n')}\n`;
}
