/** Bars on the chart's canvas: stacks, the mark of the home, the ghost behind, and what was not measured. */
import type uPlot from 'uplot';
import { colour } from '../shell/theme';
import type { Stretch } from '../stretches';
import { faded, mixed } from '../ui/plot';
import type { Texture } from '../ui/tint';
import { columnsOf, sumOf, type Column } from './columns';
import { coverageAt, MEASURED_WHOLE, type Energies } from './energy';
import { HOME, type Line } from './lines';
import type { Picture } from './picture';

export interface Paints {
  ink: string;
  quiet: string;
  card: string;
  fill(line: Line, side: 'in' | 'out'): string | CanvasPattern;
  nothing: string | CanvasPattern;
  partly: string | CanvasPattern;
}

/** The colours as they are now; made anew when the theme changes. */
export function paints(): Paints {
  const [ink, quiet, card] = [colour('ink'), colour('quiet'), colour('card')];
  const known = new Map<string, string | CanvasPattern>();
  const kept = (key: string, make: () => string | CanvasPattern) => {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };
  return {
    ink,
    quiet,
    card,
    fill: (line, side) => {
      const isExport = side === 'out' && line.colour === 'grid';
      const paint = colour(isExport ? 'export' : line.colour);
      const texture: Texture = isExport ? 'hatch' : line.texture;
      return kept(paint + texture, () => (texture === 'solid' ? paint : textured(texture, paint, mixed(paint, card, 0.35))));
    },
    nothing: textured('hatch', faded(quiet, 0.28), 'transparent'),
    partly: textured('back', faded(card, 0.75), 'transparent'),
  };
}

function textured(texture: Exclude<Texture, 'solid'> | 'back', paint: string, ground: string): string | CanvasPattern {
  const ratio = devicePixelRatio;
  const size = Math.round((texture === 'dots' ? 6 : 7) * ratio);
  const tile = document.createElement('canvas');
  tile.width = tile.height = size;
  const ctx = tile.getContext('2d');
  if (!ctx) return paint;
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, size, size);
  ctx.fillStyle = ctx.strokeStyle = paint;
  if (texture === 'dots') {
    ctx.fillStyle = paint;
    ctx.fillRect(0, 0, size, size);
    ctx.fillStyle = ground;
    ctx.beginPath();
    ctx.arc(size / 2, size / 2, size * 0.17, 0, 7);
    ctx.fill();
  } else {
    ctx.lineWidth = size * 0.36;
    ctx.beginPath();
    for (const at of [-1, 0, 1]) {
      const [a, b] = texture === 'back' ? [0, size] : [size, 0];
      ctx.moveTo(at * size - 1 * ratio, a + (texture === 'back' ? -1 : 1) * ratio);
      ctx.lineTo((at + 1) * size + 1 * ratio, b + (texture === 'back' ? 1 : -1) * ratio);
    }
    ctx.stroke();
  }
  return ctx.createPattern(tile, 'repeat') ?? paint;
}

const edges = (plot: uPlot, { start, end }: Stretch): [number, number] => [
  plot.valToPos(start / 1000, 'x', true),
  plot.valToPos(end / 1000, 'x', true),
];

/** How far up and down a bar reaches, with its ghost; for the axis. */
export function reach(picture: Picture, parents: Map<string, string | null>): { up: number[]; down: number[] } {
  const { energies, ghost } = picture;
  if (!energies) return { up: [], down: [] };
  const up: number[] = [];
  const down: number[] = [];
  energies.bars.forEach((_, i) => {
    const columns = columnsOf(energies, i, parents);
    const place = ghost?.places[i];
    if (ghost?.energies && place !== undefined) columns.push(...columnsOf(ghost.energies, place, parents));
    up.push(Math.max(0, energies.amounts.get(HOME)?.[i]?.in ?? 0, ...columns.map((column) => sumOf(column, 'in'))));
    down.push(-Math.max(0, ...columns.map((column) => sumOf(column, 'out'))));
  });
  return { up, down };
}

export function drawBars(plot: uPlot, picture: Picture, parents: Map<string, string | null>, paint: Paints): void {
  const { energies, ghost } = picture;
  if (!energies) return;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top - 2, bbox.width, bbox.height + 4);
  ctx.clip();
  energies.bars.forEach((bar, i) => {
    const [x0, x1] = edges(plot, bar);
    if (x1 < bbox.left || x0 > bbox.left + bbox.width) return;
    const place = ghost?.places[i];
    if (ghost?.energies && place !== undefined) drawGhost(plot, columnsOf(ghost.energies, place, parents), homeAt(ghost.energies, place), x0, x1, paint);
    drawBar(plot, energies, i, columnsOf(energies, i, parents), x0, x1, paint);
  });
  drawZero(plot, paint);
  ctx.restore();
}

const homeAt = (energies: Energies, at: number) => energies.amounts.get(HOME)?.[at]?.in;

function drawBar(plot: uPlot, energies: Energies, at: number, columns: Column[], x0: number, x1: number, paint: Paints): void {
  const { ctx, bbox } = plot;
  const coverage = coverageAt(energies, at);
  const bar = energies.bars[at];
  if (!bar || bar.start >= energies.until) return;
  if (coverage === undefined || coverage === 0) {
    ctx.fillStyle = paint.nothing;
    ctx.fillRect(x0, bbox.top, x1 - x0, bbox.height);
    return;
  }
  const gap = Math.min((x1 - x0) * 0.2, 10 * devicePixelRatio);
  const [left, wide] = [x0 + gap / 2, (x1 - x0 - gap) / Math.max(1, columns.length)];
  columns.forEach((column, i) => drawColumn(plot, column, left + i * wide, wide - (columns.length > 1 ? gap / 4 : 0), coverage, paint));
  const home = homeAt(energies, at);
  const isAlone = columns.length === 1 && columns[0]?.pieces[0]?.line.id === HOME;
  if (home !== undefined && !isAlone) drawHome(plot, home, left, wide * columns.length, columns, paint);
}

function drawColumn(plot: uPlot, column: Column, x: number, wide: number, coverage: number, paint: Paints): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  const zero = plot.valToPos(0, 'Wh', true);
  for (const side of ['in', 'out'] as const) {
    let sum = 0;
    for (const piece of column.pieces.filter((each) => each.side === side)) {
      const a = plot.valToPos(side === 'in' ? sum : -sum, 'Wh', true);
      sum += piece.wh;
      const b = plot.valToPos(side === 'in' ? sum : -sum, 'Wh', true);
      // A hair of the card between two pieces tells them apart without colour.
      const hair = Math.abs(b - a) > 3 * ratio ? ratio : 0;
      ctx.fillStyle = paint.fill(piece.line, side);
      ctx.fillRect(x, Math.min(a, b) + (side === 'in' ? 0 : hair), wide, Math.max(0.5 * ratio, Math.abs(b - a) - hair));
    }
    const end = plot.valToPos(side === 'in' ? sum : -sum, 'Wh', true);
    if (coverage < MEASURED_WHOLE) {
      ctx.fillStyle = paint.partly;
      ctx.fillRect(x, Math.min(zero, end), wide, Math.abs(end - zero));
    }
  }
}

/** A line across the sources at what the home used; around the circuits a frame, whose empty part nobody measured. */
function drawHome(plot: uPlot, wh: number, x: number, wide: number, columns: Column[], paint: Paints): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  const y = plot.valToPos(wh, 'Wh', true);
  ctx.strokeStyle = paint.ink;
  if (columns.some((column) => column.kind === 'supply')) {
    // Light around it, so that it is seen on every colour.
    for (const [paintOf, width] of [[paint.card, 5], [paint.ink, 2.4]] as const) {
      ctx.strokeStyle = paintOf;
      ctx.lineWidth = width * ratio;
      ctx.beginPath();
      ctx.moveTo(x - 2 * ratio, y);
      ctx.lineTo(x + wide + 2 * ratio, y);
      ctx.stroke();
    }
    return;
  }
  ctx.lineWidth = 1.4 * ratio;
  const zero = plot.valToPos(0, 'Wh', true);
  ctx.strokeRect(x - 1.5 * ratio, y, wide + 3 * ratio, zero - y);
}

/** The other stretch's bar: wide and pale behind this one, its ends dashed. */
function drawGhost(plot: uPlot, columns: Column[], home: number | undefined, x0: number, x1: number, paint: Paints): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  const zero = plot.valToPos(0, 'Wh', true);
  const inset = Math.min(1.5 * ratio, (x1 - x0) * 0.06);
  const up = Math.max(0, ...columns.map((column) => sumOf(column, 'in')), columns.length === 0 ? (home ?? 0) : 0);
  const down = -Math.max(0, ...columns.map((column) => sumOf(column, 'out')));
  for (const end of [up, down]) {
    if (end === 0) continue;
    const y = plot.valToPos(end, 'Wh', true);
    ctx.fillStyle = faded(paint.quiet, 0.17);
    ctx.fillRect(x0 + inset, Math.min(zero, y), x1 - x0 - 2 * inset, Math.abs(zero - y));
    ctx.strokeStyle = paint.quiet;
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x0 + inset, y);
    ctx.lineTo(x1 - inset, y);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}

function drawZero(plot: uPlot, paint: Paints): void {
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(0, 'Wh', true)) + 0.5;
  ctx.strokeStyle = paint.quiet;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
}
