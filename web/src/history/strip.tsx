/** The overview: more of the past than the chart shows, with the chart's stretch as a window to be dragged. */
import { useRef } from 'preact/hooks';
import type { Calendar } from '../calendar';
import type { Meter, Series } from '../model';
import { endOf, HOUR, DAY, startOf, type Stretch } from '../stretches';
import { useLoad } from '../ui/load';
import { nameOf } from './compare';
import { load } from './data';
import type { Line } from './lines';
import { runs } from './runs';

interface Props {
  lead: Line | undefined;
  meters: Meter[];
  view: { from: number; to: number };
  /** The first reading that is known of, where one is. */
  first: number | undefined;
  now: number;
  calendar: Calendar;
  /** The view as the window is moved or resized; `isDone` with its last one. */
  change: (from: number, to: number, isDone: boolean) => void;
}

const PX = 320;
const STALE = 5 * 60_000;
const WIDE_LEAST = 14;

/** The day, the month, the year or all that a view lies in. */
export function around(view: { from: number; to: number }, first: number | undefined, now: number, calendar: Calendar): Stretch {
  const wide = view.to - view.from;
  const unit = wide <= 6 * HOUR ? 'day' : wide <= 3 * DAY ? 'month' : wide <= 100 * DAY ? 'year' : undefined;
  const start = unit ? startOf(unit, view.from, calendar) : (first ?? view.from);
  const end = unit ? endOf(unit, startOf(unit, view.to - 1, calendar), calendar) : now;
  const from = Math.min(view.from, Math.max(start, first ?? start));
  return { start: from, end: Math.max(view.to, Math.min(end, now), from + 1) };
}

export function Strip({ lead, meters, view, first, now, calendar, change }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const held = useRef<{ kind: string; x: number; from: number; to: number } | null>(null);
  const range = useRef<Stretch | null>(null);
  // The ground stays where it is while a hand is on the window.
  if (!held.current || !range.current) range.current = around(view, first, now, calendar);
  const { start, end } = range.current;
  const asked = Math.min(end, Math.ceil(now / STALE) * STALE);
  const loaded = useLoad(lead ? `${lead.id} ${start} ${asked}` : '', (abort) => load(lead ? [lead] : [], meters, start, asked, PX, abort));
  const at = (time: number) => Math.min(1, Math.max(0, (time - start) / (end - start)));
  const move = (event: PointerEvent, isDone: boolean) => {
    const by = held.current;
    const wide = place.current?.clientWidth ?? 1;
    if (!by) return;
    const moved = ((event.clientX - by.x) / wide) * (end - start);
    const least = ((end - start) / wide) * WIDE_LEAST;
    if (by.kind === 'from') change(Math.max(start, Math.min(by.from + moved, by.to - least)), by.to, isDone);
    else if (by.kind === 'to') change(by.from, Math.min(end, Math.max(by.to + moved, by.from + least)), isDone);
    else {
      const kept = Math.max(start - by.from, Math.min(end - by.to, moved));
      change(by.from + kept, by.to + kept, isDone);
    }
    if (isDone) held.current = null;
  };
  const down = (event: PointerEvent) => {
    const rect = place.current?.getBoundingClientRect();
    if (!rect || event.button !== 0) return;
    place.current?.setPointerCapture(event.pointerId);
    const kind = (event.target as HTMLElement).dataset['grip'] ?? '';
    let { from, to } = view;
    if (!kind) {
      // Pressed beside the window: it comes there.
      const time = start + ((event.clientX - rect.left) / rect.width) * (end - start);
      const half = (to - from) / 2;
      from = Math.max(start, Math.min(end - 2 * half, time - half));
      to = from + 2 * half;
    }
    held.current = { kind, x: event.clientX, from, to };
    if (!kind) change(from, to, false);
  };
  return (
    <div class="strip">
      <div
        class="strip-place"
        ref={place}
        onPointerDown={down}
        onPointerMove={(event) => move(event, false)}
        onPointerUp={(event) => move(event, true)}
        onPointerCancel={(event) => move(event, true)}
      >
        {loaded.data?.series[0] && <Shape series={loaded.data.series[0]} start={start} end={end} colour={lead?.colour ?? 'home'} />}
        <div
          class="strip-window"
          data-grip="all"
          role="slider"
          tabIndex={0}
          aria-label="Stretch that the chart shows"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(at((view.from + view.to) / 2) * 100)}
          aria-valuetext={nameOf({ start: view.from, end: view.to }, calendar)}
          style={{ left: `min(${at(view.from) * 100}%, 100% - ${WIDE_LEAST}px)`, width: `max(${WIDE_LEAST}px, ${(at(view.to) - at(view.from)) * 100}%)` }}
          onKeyDown={(event) => key(event, view, range.current ?? { start, end }, change)}
        >
          <i data-grip="from" />
          <i data-grip="to" />
        </div>
      </div>
      <p class="strip-name">
        <span>{nameOf({ start, end }, calendar)}</span>
      </p>
    </div>
  );
}

function key(event: KeyboardEvent, view: { from: number; to: number }, range: Stretch, change: Props['change']): void {
  const wide = view.to - view.from;
  const by = { ArrowLeft: -0.25, ArrowRight: 0.25, ArrowDown: -0.25, ArrowUp: 0.25, PageDown: -1, PageUp: 1 }[event.key];
  if (by !== undefined) change(view.from + by * wide, view.to + by * wide, true);
  else if (event.key === 'Home') change(range.start, range.start + wide, true);
  else if (event.key === 'End') change(range.end - wide, range.end, true);
  else return;
  event.preventDefault();
}

const TALL = 44;

/** The lead's mean as an area from zero, and how far it went as a paler one. Gaps stay open. */
function Shape({ series, start, end, colour }: { series: Series; start: number; end: number; colour: string }) {
  // A single peak shall not flatten years: what is above nearly all others is cut.
  const most = [...series.max].sort((a, b) => a - b);
  const top = Math.max(1e-9, most[Math.floor(most.length * 0.99) - 1] ?? most.at(-1) ?? 0);
  const low = series.unit === 'W' ? Math.min(0, ...series.min) : Math.min(...series.min);
  const x = (time: number) => (((time + series.resolution / 2 - start) / (end - start)) * 1000).toFixed(1);
  const y = (value: number) => (((top - Math.min(top, value)) / (top - low)) * (TALL - 3) + 2).toFixed(1);
  const ground = y(Math.max(0, low));
  return (
    <svg viewBox={`0 0 1000 ${TALL}`} preserveAspectRatio="none" aria-hidden="true" style={{ '--tone': `var(--${colour})` }}>
      {runs(series).map((run, i) => {
        const line = run.map((at) => `${x(series.time[at] ?? 0)},${y(series.mean[at] ?? 0)}`).join('L');
        const above = run.map((at) => `${x(series.time[at] ?? 0)},${y(series.max[at] ?? 0)}`).join('L');
        const [a, b] = [x(series.time[run[0] ?? 0] ?? 0), x(series.time[run.at(-1) ?? 0] ?? 0)];
        return (
          <g key={i}>
            <path class="strip-most" d={`M${a},${ground}L${above}L${b},${ground}Z`} />
            <path class="strip-mean" d={`M${a},${ground}L${line}L${b},${ground}Z`} />
          </g>
        );
      })}
    </svg>
  );
}
