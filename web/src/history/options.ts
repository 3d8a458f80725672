/** How the history is drawn: a line for the mean, a band from the least to the greatest. */
import uPlot from 'uplot';
import { value, wattsMark } from '../format';
import { colour } from '../shell/theme';
import { faded } from '../ui/plot';
import type { Line } from './lines';
import { labels } from './ticks';

/** More bands than this hide each other. */
const BANDS_MOST = 4;

export function historyOptions(lines: Line[], zone: string, width: number, height: number): uPlot.Options {
  const units = [...new Set(lines.map((line) => line.unit))];
  const font = '12px system-ui, sans-serif';
  const axis = { stroke: colour('quiet'), font, ticks: { show: false } };
  const scales: uPlot.Scales = { x: { time: true, auto: false } };
  for (const unit of units) scales[unit] = { range: (_, least, most) => padded(least, most, unit) };
  return {
    width,
    height,
    scales,
    legend: { show: false },
    padding: [12, units.length > 1 ? 0 : 10, 0, 0],
    cursor: { drag: { x: false, y: false, setScale: false }, y: false, points: { size: 7 } },
    axes: [
      { ...axis, grid: { show: false }, space: 84, size: 44, values: (_, splits) => labels(splits, zone) },
      ...units.slice(0, 2).map((unit, i) => ({
        ...axis,
        scale: unit,
        side: i === 0 ? 3 : 1,
        size: 68,
        grid: { show: i === 0, stroke: colour('line'), width: 1 },
        values: (_: uPlot, splits: number[]) => splits.map((at) => (unit === 'W' ? wattsMark(at) : value(at, unit))),
      })),
    ] as uPlot.Axis[],
    series: [{}, ...lines.flatMap(seriesOf)],
    bands: lines.length > BANDS_MOST ? [] : lines.map((line, i) => bandOf(line, i)),
  };
}

function seriesOf(line: Line): uPlot.Series[] {
  const paint = colour(line.colour);
  const common = { scale: line.unit, spanGaps: false, points: { show: false } };
  const hidden = { ...common, stroke: faded(paint, 0), width: 0 };
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  return [{ ...common, stroke: paint, width: 1.6, ...(line.isInterval && stepped ? { paths: stepped } : {}) }, hidden, hidden];
}

function bandOf(line: Line, at: number): uPlot.Band {
  return { series: [at * 3 + 3, at * 3 + 2], fill: faded(colour(line.colour), 0.22) };
}

function padded(least: number | null, most: number | null, unit: string): [number, number] {
  const low = least ?? 0;
  const high = most ?? 1;
  // Power stands on zero; a voltage would be a flat line up there.
  const bottom = unit === 'W' ? Math.min(0, low) : low;
  const room = (Math.max(high, bottom) - bottom) * 0.08 || Math.max(1, Math.abs(high) * 0.01);
  return [bottom === 0 ? 0 : bottom - room, high + room];
}
