/** Marks of the axis of time, in the site's zone, whatever zone the browser is in. Seconds. */
import { addWall, DAY, HOUR, instants, MINUTE, wallOf, type Shift } from '../stretches';
import { instant } from '../live/zone';

const formats = new Map<string, Intl.DateTimeFormat>();

export function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone });
    formats.set(key, known);
  }
  return known;
}

const WITHIN_DAY = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR];
const MARKS_MOST = 200;

/** Marks at round times of the wall clock, no closer than `least` milliseconds. */
export function marks(from: number, to: number, least: number, zone: string): number[] {
  const step = WITHIN_DAY.find((each) => each >= least);
  if (step) return step <= 15 * MINUTE ? even(from, to, step, zone) : hours(from, to, step, zone);
  for (const count of [1, 2, 7, 14]) if (count * DAY >= least) return days(from, to, { unit: 'day', count }, zone);
  for (const count of [1, 2, 3, 6, 12, 24, 60, 120]) if (count * 30 * DAY >= least) return days(from, to, { unit: 'month', count }, zone);
  return [];
}

/** No zone is off by other than quarters of an hour. */
function even(from: number, to: number, step: number, zone: string): number[] {
  const ahead = wallOf(from, zone) - from;
  const all: number[] = [];
  for (let at = Math.ceil((from + ahead) / step) * step - ahead; at <= to && all.length < MARKS_MOST; at += step) all.push(at / 1000);
  return all;
}

/** An hour that comes twice is marked twice, one that is left out is not. */
function hours(from: number, to: number, step: number, zone: string): number[] {
  const all: number[] = [];
  for (let wall = Math.floor((wallOf(from, zone) - HOUR) / step) * step; wall <= wallOf(to, zone) + HOUR && all.length < MARKS_MOST; wall += step) {
    for (const at of instants(wall, zone)) if (at >= from && at <= to) all.push(at / 1000);
  }
  return all.sort((a, b) => a - b);
}

function days(from: number, to: number, step: Shift, zone: string): number[] {
  const date = new Date(wallOf(from, zone));
  // Weeks from a Monday, months from January.
  const day = Math.floor(date.getTime() / DAY);
  let wall = step.unit === 'day' ? (step.count < 7 ? day : day - ((day + 3) % 7)) * DAY : Date.UTC(date.getUTCFullYear() - (step.count > 12 ? date.getUTCFullYear() % (step.count / 12) : 0), 0, 1);
  const all: number[] = [];
  while (all.length < MARKS_MOST) {
    const at = instant(wall, zone);
    if (at > to) return all;
    if (at >= from) all.push(at / 1000);
    wall = addWall(wall, step);
  }
  return all;
}

/** Labels for marks: as much as tells neighbours apart. */
export function labels(at: number[], zone: string): string[] {
  // A mark that stands alone is told by hours and minutes.
  const step = at.length > 1 ? (at[1] ?? 0) - (at[0] ?? 0) : 3_600;
  const day = format(zone, { day: 'numeric', month: 'short' });
  if (step >= 360 * 86_400) return at.map((mark) => format(zone, { year: 'numeric' }).format(mark * 1000));
  if (step >= 27 * 86_400) return at.map((mark) => monthLabel(mark * 1000, zone));
  if (step >= 82_800) return at.map((mark) => day.format(mark * 1000));
  const parts = { hour: '2-digit', minute: '2-digit', ...(step < 60 ? { second: '2-digit' } : {}), ...(step < 1 ? { fractionalSecondDigits: 1 } : {}) };
  const clock = format(zone, parts as Intl.DateTimeFormatOptions);
  let before = '';
  return at.map((mark) => {
    const date = day.format(mark * 1000);
    const isNewDay = date !== before && before !== '';
    const isFirst = before === '';
    before = date;
    const time = clock.format(mark * 1000);
    return isNewDay || (isFirst && step >= 3_600) ? `${time}\n${date}` : time;
  });
}

function monthLabel(millis: number, zone: string): string {
  const month = format(zone, { month: 'short' }).format(millis);
  return new Date(wallOf(millis, zone)).getUTCMonth() === 0 ? `${month}\n${format(zone, { year: 'numeric' }).format(millis)}` : month;
}
