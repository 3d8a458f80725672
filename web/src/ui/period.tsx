/** The one choice of time for all screens: in the address, so that it stays when the screen changes. */
import { computed, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { calendarOf, dayFrom, dayOf, dayText, moved, periodAt, periodOf, readPeriod, writePeriod, type Period, type PeriodName } from '../calendar';
import { date, dates } from '../format';
import { serverNow } from '../live/link';
import { site } from '../live/store';
import { isForPage } from '../shell/keys';
import { go, query } from '../shell/router';
import './period.css';

const calendar = computed(() => calendarOf(site.value));
const second = signal(0);
setInterval(() => (second.value = Math.floor(serverNow() / 1_000)), 1_000);
/** Today in the site's zone by the server's clock; moves at midnight only. */
export const today = computed(() => {
  void second.value;
  return dayOf(serverNow(), calendar.value.zone);
});

const NAMES: Record<PeriodName, string> = { day: 'Day', week: 'Week', month: 'Month', year: 'Year', bill: 'Bill', custom: 'Days' };

/** The period that the address names: {from, to, by} and more; the same object until it changes. */
export function usePeriod(): Period {
  const text = query.value.toString();
  return useMemo(() => readPeriod(query.value, calendar.value, today.value), [text, calendar.value, today.value]);
}

/** The end of what can be asked for: a period that goes on ends now. */
export const until = (period: Period) => Math.max(period.from, Math.min(period.to, serverNow()));

/** Goes to a period on the screen that is open. */
export function choose(period: Period): void {
  const params = new URLSearchParams(query.value);
  writePeriod(params, period);
  go(location.pathname, params);
}

/** Goes to the day, month or year that a bar stands for. */
export function choosePeriod(name: PeriodName, millis: number): void {
  choose(periodAt(name, dayOf(millis, calendar.value.zone), calendar.value, today.value));
}

export function periodLabel(period: Period, zone: string): string {
  if (period.name === 'day') return date(period.from, zone, 'day');
  if (period.name === 'month') return date(period.from, zone, 'month');
  if (period.name === 'year') return date(period.from, zone, 'year');
  return dates(period.from, period.to, zone);
}

export function PeriodControl({ names = ['day', 'week', 'month', 'year', 'bill', 'custom'] }: { names?: PeriodName[] }) {
  const period = usePeriod();
  const step = (by: 1 | -1) => choose(moved(period, by, calendar.value, today.value));
  const isLast = period.end > today.value;
  const now = () => choose(periodAt(period.name === 'custom' ? 'day' : period.name, today.value, calendar.value, today.value));
  useKeys(step, isLast, now);
  const change = (name: PeriodName) => {
    if (name === 'custom') choose(periodOf(name, period.first, Math.min(period.end, today.value + 1), calendar.value, today.value));
    else choose(periodAt(name, period.isCurrent ? today.value : period.first, calendar.value, today.value));
  };
  return (
    <div class="period" role="group" aria-label="Period">
      <div class="segments" role="group" aria-label="Length">
        {names.map((name) => (
          <button key={name} type="button" aria-pressed={period.name === name} onClick={() => change(name)}>
            {NAMES[name]}
          </button>
        ))}
      </div>
      <div class="period-at">
        <button type="button" class="round" aria-label="The period before" onClick={() => step(-1)}>
          ‹
        </button>
        {period.name === 'custom' ? <Days period={period} /> : <p class="period-name" aria-live="polite">{periodLabel(period, calendar.value.zone)}</p>}
        <button type="button" class="round" aria-label="The period after" disabled={isLast} onClick={() => step(1)}>
          ›
        </button>
        <button type="button" class="button small" disabled={period.isCurrent && period.name !== 'custom'} onClick={now}>
          Today
        </button>
      </div>
    </div>
  );
}

/** The first and the last of any days. */
function Days({ period }: { period: Period }) {
  const change = (first: number | undefined, last: number | undefined) => {
    if (first === undefined || last === undefined) return;
    choose(periodOf('custom', Math.min(first, last), Math.max(first, last) + 1, calendar.value, today.value));
  };
  const most = dayText(today.value);
  return (
    <div class="period-days">
      <input
        type="date"
        aria-label="First day"
        max={most}
        value={dayText(period.first)}
        onChange={(event) => change(dayFrom(event.currentTarget.value), period.end - 1)}
      />
      <span aria-hidden="true">–</span>
      <input
        type="date"
        aria-label="Last day"
        max={most}
        value={dayText(period.end - 1)}
        onChange={(event) => change(period.first, dayFrom(event.currentTarget.value))}
      />
    </div>
  );
}

function useKeys(step: (by: 1 | -1) => void, isLast: boolean, now: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      if (event.key === '[') step(-1);
      else if (event.key === ']' && !isLast) step(1);
      else if (event.key === 't' || event.key === 'T') now();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}
