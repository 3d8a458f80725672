/** Stretches that the screens of bills ask for. */
import { useEffect } from 'preact/hooks';
import { calendarOf, dayOf, periodAt, type Period } from './calendar';
import { serverNow } from './live/link';
import type { Site } from './model';
import { go, query } from './shell/router';

const BILLS = 12;

/** The last twelve billing periods before this one, and this one. */
export function lastYear(at: Site | null): Pick<Period, 'from' | 'to'> {
  const calendar = calendarOf(at);
  const today = dayOf(serverNow(), calendar.zone);
  let period = periodAt('bill', today, calendar, today);
  const { to } = period;
  for (let i = 0; i < BILLS; i++) period = periodAt('bill', period.first - 1, calendar, today);
  return { from: period.from, to };
}

/** Who comes to a screen without a period sees the bill that runs. */
export function useBillAtFirst(): void {
  useEffect(() => {
    if (query.value.has('period')) return;
    const params = new URLSearchParams(query.value);
    params.set('period', 'bill');
    go(location.pathname, params, true);
  }, []);
}
