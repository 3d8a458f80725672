/**
 * The stretches that bars stand for, as the server cuts them: quarters and hours counted from the
 * site's midnight in real time, days and longer from midnight to midnight. And what corresponds to a
 * stretch a day, a month or a year away, be there clock changes or leap days in between.
 */
import type { Calendar } from './calendar';
import { instant, offset } from './live/zone';
import type { By } from './model';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Stretch {
  start: number;
  end: number;
}

type Days = Pick<Calendar, 'zone' | 'weekStart'>;

const WITHIN_DAY: Partial<Record<By, number>> = { quarter: 15 * MINUTE, half_hour: 30 * MINUTE, hour: HOUR };

/** Usual lengths, to reckon how many there will be. */
export const LENGTH: Record<By, number> = {
  quarter: 15 * MINUTE,
  half_hour: 30 * MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30.44 * DAY,
  year: 365.25 * DAY,
};

/** A wall clock's time, as if it were UTC. */
export const wallOf = (millis: number, zone: string) => millis + offset(millis, zone);

/** The instants at which a wall clock shows a time: none where it jumps over it, two where it comes again. */
export function instants(wall: number, zone: string): number[] {
  const offsets = new Set([offset(wall - DAY, zone), offset(wall + DAY, zone)]);
  return [...offsets]
    .map((each) => wall - each)
    .filter((at) => wallOf(at, zone) === wall)
    .sort((a, b) => a - b);
}

/** Whether the wall clock shows this time twice: in the night in which it is put back. */
export const isTwice = (millis: number, zone: string) => instants(wallOf(millis, zone), zone).length > 1;

/** The wall clock's midnight at which a stretch of days begins. */
function firstDay(by: By, wall: number, weekStart: number): number {
  const date = new Date(wall);
  if (by === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  if (by === 'year') return Date.UTC(date.getUTCFullYear(), 0, 1);
  const day = Math.floor(wall / DAY) * DAY;
  return by === 'week' ? day - ((date.getUTCDay() + 6 - weekStart) % 7) * DAY : day;
}

/** The start of the stretch that an instant falls into. */
export function startOf(by: By, millis: number, { zone, weekStart }: Days): number {
  const step = WITHIN_DAY[by];
  const begin = instant(firstDay(step ? 'day' : by, wallOf(millis, zone), weekStart), zone);
  return step ? millis - ((millis - begin) % step) : begin;
}

const AHEAD: Partial<Record<By, Shift>> = {
  week: { unit: 'day', count: 7 },
  month: { unit: 'month', count: 1 },
  year: { unit: 'month', count: 12 },
};

/** The end of the stretch that starts at an instant, which is the start of the next. A day ends its last hour. */
export function endOf(by: By, start: number, { zone, weekStart }: Days): number {
  const step = WITHIN_DAY[by];
  const first = firstDay(step ? 'day' : by, wallOf(start, zone), weekStart);
  const end = instant(addWall(first, AHEAD[by] ?? { unit: 'day', count: 1 }), zone);
  return step ? Math.min(start + step, end) : end;
}

/** The stretches that a range touches, whole at both ends. */
export function stretches(by: By, from: number, to: number, days: Days, most = 5_000): Stretch[] {
  const all: Stretch[] = [];
  const step = WITHIN_DAY[by];
  let start = startOf(by, from, days);
  let dayEnd = -Infinity;
  while (start < to && all.length < most) {
    if (step && start >= dayEnd) dayEnd = endOf('day', start, days);
    const end = step ? Math.min(start + step, dayEnd) : endOf(by, start, days);
    all.push({ start, end });
    start = end;
  }
  return all;
}

/** The unit of the calendar that a range is exactly one of. */
export function unitOf(range: Stretch, days: Days): By | undefined {
  return (['day', 'week', 'month', 'year'] as const).find(
    (by) => startOf(by, range.start, days) === range.start && endOf(by, range.start, days) === range.end,
  );
}

/** How far a time is moved: by real time, or by the wall clock and the calendar. */
export interface Shift {
  unit: 'millis' | 'day' | 'month';
  count: number;
}

/** Moves a wall clock's time; a day that the month does not have becomes its last. */
export function addWall(wall: number, shift: Shift): number {
  if (shift.unit === 'millis') return wall + shift.count;
  if (shift.unit === 'day') return wall + shift.count * DAY;
  const date = new Date(wall);
  const month = date.getUTCMonth() + shift.count;
  const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const time = wall - Math.floor(wall / DAY) * DAY;
  return Date.UTC(date.getUTCFullYear(), month, Math.min(last, date.getUTCDate())) + time;
}

const lacksDay = (wall: number, other: number, shift: Shift) =>
  shift.unit === 'month' && new Date(other).getUTCDate() !== new Date(wall).getUTCDate();

/**
 * The instant that corresponds to another one; undefined where there is none: 29 February in a year
 * without one, an hour that the clock jumped over, the second of an hour that came only once.
 */
export function counterpart(millis: number, shift: Shift, zone: string): number | undefined {
  if (shift.unit === 'millis') return millis + shift.count;
  const wall = wallOf(millis, zone);
  const other = addWall(wall, shift);
  if (lacksDay(wall, other, shift)) return undefined;
  return instants(other, zone)[instants(wall, zone).indexOf(millis)];
}

/** The start of the stretch that corresponds to another; days begin when their clock begins, midnight or not. */
export function counterpartOf(by: By, start: number, shift: Shift, days: Days): number | undefined {
  if (WITHIN_DAY[by] || shift.unit === 'millis') return counterpart(start, shift, days.zone);
  const wall = firstDay(by, wallOf(start, days.zone), days.weekStart);
  const other = addWall(wall, shift);
  return lacksDay(wall, other, shift) ? undefined : instant(other, days.zone);
}

/** Like `counterpart`, but always an instant, for the edges of a range: what is missing begins when the next begins. */
export function shifted(millis: number, shift: Shift, zone: string): number {
  if (shift.unit === 'millis') return millis + shift.count;
  const wall = wallOf(millis, zone);
  const other = addWall(wall, shift);
  if (lacksDay(wall, other, shift)) return instant((Math.floor(other / DAY) + 1) * DAY, zone);
  const all = instants(other, zone);
  return all[instants(wall, zone).indexOf(millis)] ?? all.at(-1) ?? instant(other, zone);
}
