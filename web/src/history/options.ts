/** How the history is drawn: a line for the mean and a band from the least to the greatest, or bars of energy. */
import uPlot from 'uplot';
import { decimal, wattsMark } from '../format';
import { colour } from '../shell/theme';
import { DAY, type Stretch } from '../stretches';
import { faded } from '../ui/plot';
import { joined, silences, type Columns } from './data';
import type { Line } from './lines';
import type { Picture } from './picture';
import { labels, marks } from './ticks';

/** More bands than this hide each other. */
const BANDS_MOST = 4;
const MARK_WIDE = 84;
/** Charts narrower than this have shorter gaps between marks. */
const NARROW = 420;
const MARK_NARROW = 62;

/** What decides how a chart is made; when it changes, it is made anew. */
export const shapeOf = (picture: Picture) =>
  [picture.kind, picture.drawn.lines.map((line) => line.id).join(), picture.ghost?.tables.length ?? 0].join(' ');

/** The columns as `historyOptions` expects them. */
export function columnsFor(picture: Picture, parents: Map<string, string | null>): Columns {
  if (picture.kind === 'power') {
    const { table } = picture.drawn;
    return table.length > 1 ? joined([table, ...(picture.ghost?.tables ?? [])]) : table;
  }
  const { up, down } = picture.art?.reach(picture, parents) ?? { up: [], down: [] };
  const starts = picture.energies?.bars.map((bar) => (bar.start + bar.end) / 2000) ?? [];
  return joined([[starts, up, down], picture.drawn.table]);
}

/** Reads the newest picture while it draws. */
export function historyOptions(newest: () => Picture, parents: Map<string, string | null>, zone: string, width: number, height: number): uPlot.Options {
  const picture = newest();
  const isBars = picture.kind === 'energy';
  const { lines } = picture.drawn;
  const units = [...(isBars ? ['Wh'] : []), ...new Set(lines.map((line) => line.unit))];
  const axis = { stroke: colour('quiet'), font: '12px system-ui, sans-serif', ticks: { show: false } };
  const scales: uPlot.Scales = { x: { time: true, auto: false } };
  for (const unit of units) scales[unit] = { range: (_, least, most) => padded(least, most, unit) };
  const paint = picture.art?.paints();
  const silent = faded(colour('quiet'), 0.1);
  const hidden = (scale: string): uPlot.Series => ({ scale, width: 0, stroke: 'transparent', points: { show: false }, paths: () => null });
  return {
    width,
    height,
    scales,
    legend: { show: false },
    padding: [12, units.length > 1 ? 0 : 10, 0, 0],
    cursor: { drag: { x: false, y: false, setScale: false }, x: !isBars, y: false, points: { show: !isBars, size: 7 } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 44,
        splits: (plot, _, from, to) => splits(plot, newest(), from * 1000, to * 1000, zone),
        values: (_, at) => {
          const { energies, art } = newest();
          return energies && art && isLong(newest()) ? art.barLabels(at, energies.bars, energies.by, zone) : labels(at, zone);
        },
      },
      ...units.slice(0, 2).map((unit, i) => ({
        ...axis,
        scale: unit,
        side: i === 0 ? 3 : 1,
        size: unit === 'Wh' ? 74 : 68,
        grid: { show: i === 0, stroke: colour('line'), width: 1 },
        values: (_: uPlot, at: number[]) => axisMarks(at, unit),
      })),
    ] as uPlot.Axis[],
    series: [
      {},
      ...(isBars ? [hidden('Wh'), hidden('Wh')] : []),
      ...lines.flatMap(seriesOf),
      ...(picture.ghost?.tables ?? []).map((_, i) => ghostOf(lines[i])),
    ],
    bands: lines.length > BANDS_MOST ? [] : lines.map((line, i) => bandOf(line, (isBars ? 3 : 1) + i * 3)),
    hooks: {
      drawAxes: [
        (plot) => {
          const now = newest();
          if (now.kind === 'power') drawSilences(plot, silences(now.drawn, now.drawn.from, now.drawn.to), silent);
          else if (paint) now.art?.drawBars(plot, now, parents, paint);
        },
      ],
    },
  };
}

/** Bars of a day or longer have their label in their middle, shorter ones stand between times. */
const isLong = (picture: Picture) => !['quarter', 'half_hour', 'hour'].includes(picture.energies?.by ?? 'hour');

function splits(plot: uPlot, picture: Picture, from: number, to: number, zone: string): number[] {
  const width = Math.max(1, plot.bbox.width / devicePixelRatio);
  const least = ((to - from) / width) * (width < NARROW ? MARK_NARROW : MARK_WIDE);
  const { energies, art } = picture;
  if (energies && art && isLong(picture)) return art.barMarks(energies.bars, from, to, least * (energies.by === 'week' ? 0.9 : 0.62));
  // A label at the very edge would be cut.
  return marks(from, to - least * 0.3, to - from > 3 * DAY ? Math.max(least, DAY) : least, zone);
}

function axisMarks(at: number[], unit: string): string[] {
  if (unit === 'W') return at.map(wattsMark);
  // The same decimals as a power: 2.5 kWh.
  if (unit === 'Wh') return at.map((each) => (each === 0 ? '0' : `${wattsMark(each)}h`));
  const digits = Math.min(4, Math.max(0, Math.ceil(-Math.log10((at[1] ?? 1) - (at[0] ?? 0)) - 1e-9)));
  return at.map((each) => `${decimal(each, digits)} ${unit}`.trim());
}

function seriesOf(line: Line): uPlot.Series[] {
  const paint = colour(line.colour);
  const common = { scale: line.unit, spanGaps: false, points: { show: false } };
  const hidden = { ...common, stroke: faded(paint, 0), width: 0 };
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  return [{ ...common, stroke: paint, width: 1.6, ...(line.isInterval && stepped ? { paths: stepped } : {}) }, hidden, hidden];
}

function ghostOf(line: Line | undefined): uPlot.Series {
  return { scale: line?.unit ?? 'W', stroke: colour(line?.colour ?? 'quiet'), width: 1.3, dash: [3, 4], spanGaps: false, points: { show: false } };
}

function bandOf(line: Line, at: number): uPlot.Band {
  return { series: [at + 2, at + 1], fill: faded(colour(line.colour), 0.22) };
}

function padded(least: number | null, most: number | null, unit: string): [number, number] {
  const low = least ?? 0;
  const high = most ?? 1;
  // Power and energy stand on zero; a voltage would be a flat line up there.
  const bottom = unit === 'W' || unit === 'Wh' ? Math.min(0, low) : low;
  const room = (Math.max(high, bottom) - bottom) * 0.08 || Math.max(1, Math.abs(high) * 0.01);
  return [bottom === 0 ? 0 : bottom - room, high + room];
}

/** Stretches that nobody measured, behind everything: a gap is not a zero. */
function drawSilences(plot: uPlot, all: Stretch[], paint: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = paint;
  ctx.lineWidth = 3 * devicePixelRatio;
  for (const { start, end } of all) {
    const [x0, x1] = [plot.valToPos(start / 1000, 'x', true), plot.valToPos(end / 1000, 'x', true)];
    if (x1 - x0 < 3 * devicePixelRatio || x1 < bbox.left || x0 > bbox.left + bbox.width) continue;
    ctx.save();
    ctx.beginPath();
    ctx.rect(x0, bbox.top, x1 - x0, bbox.height);
    ctx.clip();
    ctx.beginPath();
    const tall = bbox.height;
    for (let x = Math.max(x0, bbox.left) - tall; x < Math.min(x1, bbox.left + bbox.width); x += 9 * devicePixelRatio) {
      ctx.moveTo(x, bbox.top + tall);
      ctx.lineTo(x + tall, bbox.top);
    }
    ctx.stroke();
    ctx.restore();
  }
  ctx.restore();
}
