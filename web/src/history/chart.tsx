/** The one chart: draws what is loaded, and turns hands and keys into views. */
import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { usePlot } from '../ui/plot';
import { attach, type Hands } from './gestures';
import { columnsFor, historyOptions, shapeOf } from './options';
import type { Picture } from './picture';

interface Props {
  picture: Picture;
  /** The stretch that is shown; moves with a hand before there is a picture for it. */
  shown: Signal<{ from: number; to: number }>;
  zone: string;
  parents: Map<string, string | null>;
  /** The time that the cursor stands at; null without one. */
  cursor: Signal<number | null>;
  hands: Hands;
  label: string;
  /** Where the drawing can be had, to save it. */
  canvas: { current: HTMLCanvasElement | null };
}

export function Chart({ picture, shown, zone, parents, cursor, hands, label, canvas }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const current = useRef({ picture, hands });
  current.current = { picture, hands };
  const table = useRef(columnsFor(picture, parents));
  const last = useRef(picture);
  if (last.current !== picture) {
    last.current = picture;
    table.current = columnsFor(picture, parents);
  }
  const make = (width: number, height: number): uPlot.Options => {
    const options = historyOptions(() => current.current.picture, parents, zone, width, height);
    return {
      ...options,
      hooks: {
        ...options.hooks,
        ready: [(plot) => ready(plot, handsNow(current), canvas)],
        setCursor: [(plot) => (cursor.value = timeAt(plot, current.current.picture))],
      },
    };
  };
  const plot = usePlot(place, make, () => table.current, [shapeOf(picture), zone]);
  useEffect(() => plot.current?.setData(table.current, false), [picture]);
  useEffect(() => {
    const { from, to } = shown.value;
    plot.current?.setScale('x', { min: from / 1000, max: to / 1000 });
  });
  useEffect(() => (plot.current ? mark(plot.current, picture, cursor.value) : undefined));
  return (
    <div
      class="chart"
      ref={place}
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-describedby="chart-keys"
      onKeyDown={(event) => key(event, plot.current, current.current.picture, hands, cursor)}
    />
  );
}

function ready(plot: uPlot, hands: Hands, canvas: { current: HTMLCanvasElement | null }): void {
  attach(plot, hands);
  canvas.current = plot.ctx.canvas;
  const band = document.createElement('div');
  band.className = 'bar-cursor';
  plot.over.prepend(band);
}

/** The time under the cursor: of the nearest point, or the start of the bar. */
function timeAt(plot: uPlot, picture: Picture): number | null {
  const { left, idx } = plot.cursor;
  if (left === undefined || left < 0) return null;
  if (picture.kind === 'power') return idx === null || idx === undefined ? null : (plot.data[0][idx] ?? 0) * 1000;
  const time = plot.posToVal(left, 'x') * 1000;
  return picture.energies?.bars.find((bar) => time >= bar.start && time < bar.end)?.start ?? null;
}

/** Puts a band behind the bar that the cursor stands at. */
function mark(plot: uPlot, picture: Picture, at: number | null): void {
  const band = plot.over.querySelector<HTMLElement>('.bar-cursor');
  const bar = picture.kind === 'energy' && at !== null ? picture.energies?.bars.find((each) => each.start === at) : undefined;
  if (!band) return;
  band.style.display = bar ? 'block' : 'none';
  if (!bar) return;
  const left = plot.valToPos(bar.start / 1000, 'x');
  band.style.transform = `translateX(${left}px)`;
  band.style.width = `${plot.valToPos(bar.end / 1000, 'x') - left}px`;
}

/** Gestures outlive a drawing: they always reach the newest hands. */
function handsNow(current: { current: { hands: Hands } }): Hands {
  return {
    zoom: (...all) => current.current.hands.zoom(...all),
    pan: (...all) => current.current.hands.pan(...all),
    frame: (...all) => current.current.hands.frame(...all),
    back: () => current.current.hands.back(),
    isSelecting: () => current.current.hands.isSelecting(),
  };
}

function key(event: KeyboardEvent, plot: uPlot | null, picture: Picture, hands: Hands, cursor: Signal<number | null>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  if (side !== 0 && event.shiftKey) hands.pan(side * 0.2, true);
  else if (side !== 0 && plot) step(plot, picture, side, cursor.value);
  else if (event.key === 'Home' && plot) step(plot, picture, -Infinity, cursor.value);
  else if (event.key === 'End' && plot) step(plot, picture, Infinity, cursor.value);
  else if (event.key === 'PageUp') hands.pan(-1, true);
  else if (event.key === 'PageDown') hands.pan(1, true);
  else if (event.key === '+' || event.key === '=') hands.zoom(0.5, 0.5, true);
  else if (event.key === '-') hands.zoom(2, 0.5, true);
  else if (event.key === 'Escape') hands.back();
  else return;
  event.preventDefault();
}

/** Moves the cursor to the next point or bar that is in view. */
function step(plot: uPlot, picture: Picture, side: number, from: number | null): void {
  const { min, max } = plot.scales['x'] ?? {};
  const bars = picture.energies?.bars;
  const isBars = picture.kind === 'energy' && bars;
  // A bar is pointed at in its middle.
  const all = isBars ? bars.map((bar) => (bar.start + bar.end) / 2000) : plot.data[0];
  const seen = all.filter((time) => time >= (min ?? 0) && time <= (max ?? 0));
  if (seen.length === 0) return;
  const at = from === null ? -1 : isBars ? seen.findIndex((time) => time * 1000 > from) : seen.indexOf(from / 1000);
  const begin = at < 0 ? (side > 0 ? -1 : seen.length) : at;
  const time = seen[Math.min(seen.length - 1, Math.max(0, begin + side))];
  if (time !== undefined) plot.setCursor({ left: plot.valToPos(time, 'x'), top: 0 });
}
