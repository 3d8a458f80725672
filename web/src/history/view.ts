/** The stretch of time that is looked at, and how it is told in the address. */
import { dayOf, PERIODS, readPeriod, writePeriod, dayText, type Calendar, type Period } from '../calendar';

export interface View {
  from: number;
  to: number;
  /** The right edge is now, and moves with it. */
  follows: boolean;
  /** From the first reading on. */
  isAll?: true;
  /** It is this one of the calendar, the part that is to come included. */
  period?: Period;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
export const SPAN_LEAST = 2_000;
export const SPAN_MOST = 30 * 366 * DAY;
/** How far back "all" reaches while nobody knows the first reading. */
const ALL_UNKNOWN = 366 * DAY;

/** The lower rungs of the ladder: lengths that end now. The upper ones are the calendar's. */
export const LADDER: { name: string; span: number }[] = [
  { name: '2 s', span: SPAN_LEAST },
  { name: '1 min', span: MINUTE },
  { name: '10 min', span: 10 * MINUTE },
  { name: '1 h', span: HOUR },
  { name: '6 h', span: 6 * HOUR },
  { name: '24 h', span: DAY },
];

/** The view of an address: its own two times, a length that ends now, a period, or the last day. */
export function viewOf(params: URLSearchParams, now: number, calendar: Calendar, first?: number): View {
  const from = Number(params.get('from'));
  const to = Number(params.get('to'));
  if (from > 0 && to > from) return bounded({ from, to, follows: false }, now);
  if (params.get('span') === 'all') return { from: Math.min(first ?? now - ALL_UNKNOWN, now - HOUR), to: now, follows: true, isAll: true };
  const span = Number(params.get('span'));
  const isNamed = PERIODS.some((name) => name === params.get('period'));
  if (!(span > 0) && isNamed) {
    const period = readPeriod(params, calendar, dayOf(now, calendar.zone));
    return { from: period.from, to: period.to, follows: false, period };
  }
  const wide = span >= SPAN_LEAST && span <= SPAN_MOST ? span : DAY;
  return { from: now - wide, to: now, follows: true };
}

/** Writes a view into an address' query; the other screens find the days that it lies in. */
export function write(params: URLSearchParams, view: View, calendar: Calendar): void {
  for (const name of ['from', 'to', 'span', 'period', 'at', 'until']) params.delete(name);
  if (view.period) {
    writePeriod(params, view.period);
  } else if (view.follows) {
    params.set('span', view.isAll ? 'all' : String(Math.round(view.to - view.from)));
  } else {
    params.set('from', String(Math.round(view.from)));
    params.set('to', String(Math.round(view.to)));
    const [first, last] = [dayOf(view.from, calendar.zone), dayOf(view.to - 1, calendar.zone)];
    params.set('period', first === last ? 'day' : 'custom');
    params.set('at', dayText(first));
    if (first !== last) params.set('until', dayText(last));
  }
}

/** Zooms about a point of the view, 0 its left edge and 1 its right; a factor below 1 goes nearer. */
export function zoom(view: View, factor: number, at: number, now: number): View {
  const span = Math.min(SPAN_MOST, Math.max(SPAN_LEAST, (view.to - view.from) * factor));
  // A view that follows keeps now at its edge.
  if (view.follows) return { from: now - span, to: now, follows: true };
  const fixed = view.from + (view.to - view.from) * at;
  return bounded({ from: fixed - span * at, to: fixed + span * (1 - at), follows: false }, now);
}

/** Moves the view by a part of its length; moved to the newest end it follows. */
export function pan(view: View, part: number, now: number): View {
  const by = (view.to - view.from) * part;
  return bounded({ from: view.from + by, to: view.to + by, follows: false }, now);
}

/** Keeps a view out of the future: what would reach there ends now, and follows. */
function bounded(view: View, now: number): View {
  const span = Math.min(SPAN_MOST, Math.max(SPAN_LEAST, view.to - view.from));
  if (view.to >= now) return { from: now - span, to: now, follows: true };
  return { from: view.to - span, to: view.to, follows: false };
}

/** Whether a view shows what is happening now. */
export const isLive = (view: View, now: number) => view.follows || (view.from <= now && now < view.to);
