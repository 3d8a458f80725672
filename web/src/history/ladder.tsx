/** How long and which stretch is looked at: lengths that end now, then the calendar's periods, then all of it. */
import { dayOf, moved, periodAt, type Calendar, type PeriodName } from '../calendar';
import { serverNow } from '../live/link';
import { useEffect, useRef } from 'preact/hooks';
import { nameOf } from './compare';
import { LADDER, pan, type View } from './view';
import '../ui/period.css';

interface Props {
  view: View;
  calendar: Calendar;
  put: (view: View) => void;
}

const PERIODS: { period: PeriodName; name: string }[] = [
  { period: 'day', name: 'Day' },
  { period: 'week', name: 'Week' },
  { period: 'month', name: 'Month' },
  { period: 'year', name: 'Year' },
];

export function Ladder({ view, calendar, put }: Props) {
  const now = serverNow();
  const today = dayOf(now, calendar.zone);
  const wide = view.to - view.from;
  const isLast = view.follows || (view.period ? view.period.isCurrent : view.to >= now);
  const step = (by: 1 | -1) => put(stepped(view, by, calendar, serverNow()));
  const last = () => put(newest(view, calendar, serverNow()));
  useKeys(step, isLast, last);
  const rungs = useRef<HTMLDivElement>(null);
  // On a phone the ladder is longer than the screen: the rung that is on is brought into sight.
  useEffect(() => {
    const [row, rung] = [rungs.current, rungs.current?.querySelector<HTMLElement>('[aria-pressed=true]')];
    if (row && rung) row.scrollLeft = rung.offsetLeft - row.offsetLeft - (row.clientWidth - rung.offsetWidth) / 2;
  }, [view.period?.name, view.isAll, Math.round(wide / 1000)]);
  return (
    <div class="period history-ladder">
      <div class="segments" role="group" aria-label="Length of time" ref={rungs}>
        {LADDER.map((rung) => (
          <button
            key={rung.name}
            type="button"
            aria-pressed={!view.period && !view.isAll && Math.abs(wide / rung.span - 1) < 0.02}
            onClick={() => {
              const to = view.follows || view.period?.isCurrent ? now : Math.min(now, (view.from + view.to) / 2 + rung.span / 2);
              put({ from: to - rung.span, to, follows: to >= now });
            }}
          >
            {rung.name}
          </button>
        ))}
        {PERIODS.map(({ period, name }) => (
          <button
            key={period}
            type="button"
            aria-pressed={view.period?.name === period}
            onClick={() => {
              const day = isLast ? today : dayOf((view.from + view.to) / 2, calendar.zone);
              const at = periodAt(period, day, calendar, today);
              put({ from: at.from, to: at.to, follows: false, period: at });
            }}
          >
            {name}
          </button>
        ))}
        <button type="button" aria-pressed={view.isAll === true} onClick={() => put({ ...view, to: now, follows: true, isAll: true })}>
          All
        </button>
      </div>
      <div class="period-at">
        <button type="button" class="round" aria-label="Earlier" disabled={view.isAll === true} onClick={() => step(-1)}>
          ‹
        </button>
        <p class="period-name" aria-live="polite">
          {view.follows && !view.isAll ? followName(wide) : nameOf({ start: view.from, end: view.to }, calendar)}
        </p>
        <button type="button" class="round" aria-label="Later" disabled={isLast} onClick={() => step(1)}>
          ›
        </button>
        <button type="button" class="button small" disabled={isLast} onClick={last}>
          Now
        </button>
      </div>
    </div>
  );
}

function followName(wide: number): string {
  const rung = LADDER.find((each) => Math.abs(wide / each.span - 1) < 0.02);
  if (rung) return `The last ${rung.name}`;
  const units: [number, string][] = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1_000, 's']];
  const [unit, name] = units.find(([least]) => wide >= least * 1.5) ?? [1_000, 's'];
  return `The last ${Math.round(wide / unit)} ${name}`;
}

/** The period, or the length, before or after. */
export function stepped(view: View, by: 1 | -1, calendar: Calendar, now: number): View {
  if (!view.period) return pan(view, by, now);
  const period = moved(view.period, by, calendar, dayOf(now, calendar.zone));
  return { from: period.from, to: period.to, follows: false, period };
}

/** The same length of time, with now in it. */
export function newest(view: View, calendar: Calendar, now: number): View {
  const today = dayOf(now, calendar.zone);
  if (!view.period) return { from: now - (view.to - view.from), to: now, follows: true };
  const period = periodAt(view.period.name === 'custom' ? 'day' : view.period.name, today, calendar, today);
  return { from: period.from, to: period.to, follows: false, period };
}

function useKeys(step: (by: 1 | -1) => void, isLast: boolean, last: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const inField = event.target instanceof HTMLElement && /INPUT|SELECT|TEXTAREA/.test(event.target.tagName);
      if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '[') step(-1);
      else if (event.key === ']' && !isLast) step(1);
      else if (event.key === 't' || event.key === 'T') last();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}
