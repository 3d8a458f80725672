/** Which other stretch a view is compared with, and where its points belong. */
import type { Calendar } from '../calendar';
import type { By } from '../model';
import { DAY, MINUTE, shifted, startOf, unitOf, wallOf, type Shift, type Stretch } from '../stretches';
import type { Against } from './compare';

const SAME_WEEKDAYS: Shift = { unit: 'day', count: -364 };
const YEAR: Shift = { unit: 'month', count: -12 };
/** Up to this long a view is compared with the same days of the week, not of the month. */
const WEEKDAYS_MOST = 8 * DAY;
/** Rolling views within this much of whole days are whole days. */
const SLACK = DAY / 12;
const QUARTER = 15 * MINUTE;

/** How far back that is; `by` says what the bars are made of, where there are any. */
export function shiftOf(range: Stretch, against: Against, calendar: Calendar, by?: By): Shift {
  const wall = wallOf(range.start, calendar.zone);
  const length = wallOf(range.end, calendar.zone) - wall;
  const isMonths = by === 'month' || by === 'year';
  switch (against.kind) {
    case 'year':
      return by === 'week' || (length <= WEEKDAYS_MOST && !isMonths) ? SAME_WEEKDAYS : YEAR;
    case 'day':
      return toDay(wall, against.day, calendar, by);
    case 'previous':
      return before(range, length, calendar, isMonths);
  }
}

function before(range: Stretch, length: number, calendar: Calendar, isMonths: boolean): Shift {
  const unit = unitOf(range, calendar);
  if (unit === 'year') return YEAR;
  if (unit === 'month') return { unit: 'month', count: -1 };
  if (isMonths) {
    const [first, last] = [new Date(wallOf(range.start, calendar.zone)), new Date(wallOf(range.end, calendar.zone))];
    return { unit: 'month', count: -Math.max(1, monthsOf(last) - monthsOf(first)) };
  }
  if (length < DAY - SLACK && !unit) return { unit: 'millis', count: -(range.end - range.start) };
  // Whole days, so that an evening is held against an evening.
  return { unit: 'day', count: -Math.max(1, Math.ceil((length - SLACK) / DAY)) };
}

const monthsOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();

function toDay(wall: number, day: number, calendar: Calendar, by: By | undefined): Shift {
  if (by === 'month' || by === 'year') {
    const count = monthsOf(new Date(day * DAY)) - monthsOf(new Date(wall));
    return { unit: 'month', count: by === 'year' ? Math.round(count / 12) * 12 : count };
  }
  const count = day - Math.floor(wall / DAY);
  if (by !== 'week') return { unit: 'day', count };
  // Weeks are held against weeks: the one that the day is in.
  const week = startOf('week', day * DAY, { zone: 'UTC', weekStart: calendar.weekStart });
  return { unit: 'day', count: Math.round((week / DAY - Math.floor(wall / DAY)) / 7) * 7 };
}

/** The other stretch as a whole, and how far into it corresponds to now: like is held against like. */
export function otherOf(range: Stretch, shift: Shift, now: number, zone: string): Stretch & { until: number } {
  const start = shifted(range.start, shift, zone);
  const end = Math.max(start + 1, shifted(range.end, shift, zone));
  const until = now < range.end ? Math.min(end, Math.max(start, shifted(now, shift, zone))) : end;
  return { start, end, until };
}

/**
 * Where the points of the other stretch are drawn; undefined for those whose time this stretch does
 * not have. Clocks change at whole quarter hours, so all points of one are moved alike.
 */
export function drawer(shift: Shift, zone: string): (millis: number) => number | undefined {
  if (shift.unit === 'millis') return (millis) => millis - shift.count;
  const back: Shift = { unit: shift.unit, count: -shift.count };
  const known = new Map<number, number | undefined>();
  return (millis) => {
    const begin = Math.floor(millis / QUARTER) * QUARTER;
    if (!known.has(begin)) {
      const at = shifted(begin, back, zone);
      known.set(begin, shifted(at, shift, zone) === begin ? at - begin : undefined);
    }
    const by = known.get(begin);
    return by === undefined ? undefined : millis + by;
  };
}
