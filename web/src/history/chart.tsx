/** The one chart: draws what is loaded, and turns hands and keys into views. */
import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { usePlot } from '../ui/plot';
import type { Drawn } from './data';
import { attach, type Hands } from './gestures';
import { historyOptions } from './options';
import type { View } from './view';

interface Props {
  drawn: Drawn;
  view: Signal<View>;
  zone: string;
  /** The place in the table that the cursor stands at; null without one. */
  cursor: Signal<number | null>;
  hands: Hands;
  label: string;
}

export function Chart({ drawn, view, zone, cursor, hands, label }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const current = useRef({ drawn, hands });
  current.current = { drawn, hands };
  const ids = drawn.lines.map((line) => line.id).join();
  const make = (width: number, height: number): uPlot.Options => ({
    ...historyOptions(drawn.lines, zone, width, height),
    hooks: {
      ready: [(plot) => void attach(plot, handsNow(current))],
      setCursor: [(plot) => (cursor.value = plot.cursor.left !== undefined && plot.cursor.left >= 0 ? (plot.cursor.idx ?? null) : null)],
    },
  });
  const plot = usePlot(place, make, () => current.current.drawn.table, [ids, zone]);
  useEffect(() => plot.current?.setData(drawn.table, false), [drawn]);
  useEffect(() => {
    const at = view.value;
    plot.current?.setScale('x', { min: at.from / 1000, max: at.to / 1000 });
  });
  return (
    <div
      class="chart"
      ref={place}
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-describedby="chart-keys"
      onKeyDown={(event) => key(event, plot.current, hands)}
    />
  );
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

function key(event: KeyboardEvent, plot: uPlot | null, hands: Hands): void {
  const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  if (side !== 0 && event.shiftKey) hands.pan(side * 0.2, true);
  else if (side !== 0 && plot) step(plot, side);
  else if (event.key === '+' || event.key === '=') hands.zoom(0.5, 0.5, true);
  else if (event.key === '-') hands.zoom(2, 0.5, true);
  else if (event.key === 'Escape') hands.back();
  else return;
  event.preventDefault();
}

/** Moves the cursor to the next point that is in view. */
function step(plot: uPlot, side: number): void {
  const times = plot.data[0];
  const { min = 0, max = 0 } = plot.scales['x'] ?? {};
  const first = times.findIndex((time) => time >= (min ?? 0));
  let last = times.length - 1;
  while (last > 0 && (times[last] ?? 0) > (max ?? 0)) last--;
  const isShown = (plot.cursor.left ?? -1) >= 0;
  const at = isShown ? (plot.cursor.idx ?? last) + side : side > 0 ? first : last;
  const time = times[Math.min(last, Math.max(first, at))];
  if (time !== undefined) plot.setCursor({ left: plot.valToPos(time, 'x'), top: 0 });
}
