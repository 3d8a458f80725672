import { expect, test } from 'vitest';
import type { Calendar } from '../src/calendar';
import { againstText, difference, isUnlike, nameOf, readAgainst } from '../src/history/compare';
import { drawer, otherOf, shiftOf } from '../src/history/shift';
import { DAY, HOUR, stretches } from '../src/stretches';

const at = (text: string) => Date.parse(text);
const zone = 'Europe/Berlin';
const calendar: Calendar = { zone, weekStart: 0, billingDay: 1 };
const range = (start: string, end: string) => ({ start: at(start), end: at(end) });
const previous = { kind: 'previous' } as const;
const year = { kind: 'year' } as const;
const NEVER = at('2040-01-01T00:00Z');

test('the address says what a view is compared with', () => {
  for (const text of ['previous', 'year', '2025-11-03']) {
    const read = readAgainst(text);
    expect(read && againstText(read)).toBe(text);
  }
  for (const text of [null, '', 'then', '2025-02-30']) expect(readAgainst(text)).toBeUndefined();
});

test('a calendar’s unit is held against the one before it, whatever its length', () => {
  const march = range('2026-02-28T23:00Z', '2026-03-31T22:00Z');
  const other = otherOf(march, shiftOf(march, previous, calendar), NEVER, zone);
  expect([other.start, other.end]).toEqual([at('2026-01-31T23:00Z'), at('2026-02-28T23:00Z')]);
  const longDay = range('2026-10-24T22:00Z', '2026-10-25T23:00Z');
  expect(otherOf(longDay, shiftOf(longDay, previous, calendar), NEVER, zone)).toMatchObject(range('2026-10-23T22:00Z', '2026-10-24T22:00Z'));
  const leap = range('2027-12-31T23:00Z', '2028-12-31T23:00Z');
  expect(otherOf(leap, shiftOf(leap, previous, calendar, 'month'), NEVER, zone)).toMatchObject(range('2026-12-31T23:00Z', '2027-12-31T23:00Z'));
});

test('hours are moved by their length, days by whole days of the wall clock', () => {
  const hours = range('2026-11-25T08:00Z', '2026-11-25T14:00Z');
  expect(shiftOf(hours, previous, calendar)).toEqual({ unit: 'millis', count: -6 * HOUR });
  const rolling = range('2026-11-24T09:30Z', '2026-11-25T09:30Z');
  expect(shiftOf(rolling, previous, calendar)).toEqual({ unit: 'day', count: -1 });
  const some = range('2026-11-20T23:00Z', '2026-11-24T08:00Z');
  expect(shiftOf(some, previous, calendar)).toEqual({ unit: 'day', count: -4 });
  // Seven days of 25 hours more or less are seven days.
  const week = range('2026-10-20T09:30Z', '2026-10-27T10:30Z');
  expect(shiftOf(week, previous, calendar)).toEqual({ unit: 'day', count: -7 });
});

test('a year before is the same weekday for days, the same date for months', () => {
  const day = range('2026-11-24T23:00Z', '2026-11-25T23:00Z');
  expect(otherOf(day, shiftOf(day, year, calendar), NEVER, zone).start).toBe(at('2025-11-25T23:00Z'));
  const month = range('2026-10-31T23:00Z', '2026-11-30T23:00Z');
  expect(otherOf(month, shiftOf(month, year, calendar, 'day'), NEVER, zone)).toMatchObject(range('2025-10-31T23:00Z', '2025-11-30T23:00Z'));
  const february = range('2028-01-31T23:00Z', '2028-02-29T23:00Z');
  expect(otherOf(february, shiftOf(february, year, calendar, 'day'), NEVER, zone)).toMatchObject(range('2027-01-31T23:00Z', '2027-02-28T23:00Z'));
});

test('any day can be the beginning of the other; months are held against months, weeks against weeks', () => {
  const to = (text: string) => ({ kind: 'day', day: Math.floor(at(`${text}T00:00Z`) / DAY) }) as const;
  const day = range('2026-11-24T23:00Z', '2026-11-25T23:00Z');
  expect(otherOf(day, shiftOf(day, to('2026-07-01'), calendar), NEVER, zone)).toMatchObject(range('2026-06-30T22:00Z', '2026-07-01T22:00Z'));
  const months = range('2025-12-31T23:00Z', '2026-12-31T23:00Z');
  expect(shiftOf(months, to('2024-03-15'), calendar, 'month')).toEqual({ unit: 'month', count: -22 });
  const weeks = range('2026-11-01T23:00Z', '2026-11-29T23:00Z');
  expect(shiftOf(weeks, to('2026-09-03'), calendar, 'week')).toEqual({ unit: 'day', count: -63 });
});

test('while a stretch goes on, like is held against like', () => {
  const month = range('2026-10-31T23:00Z', '2026-11-30T23:00Z');
  const other = otherOf(month, shiftOf(month, previous, calendar, 'day'), at('2026-11-25T09:30Z'), zone);
  expect(other.until).toBe(at('2026-10-25T09:30Z'));
  expect(other.end).toBe(at('2026-10-31T23:00Z'));
  // On the 31st the shorter month before is over.
  const march = range('2026-02-28T23:00Z', '2026-03-31T22:00Z');
  const late = otherOf(march, shiftOf(march, previous, calendar, 'day'), at('2026-03-31T10:00Z'), zone);
  expect(late.until).toBe(late.end);
});

test('a ghost line has each time once, and leaves out what this day does not have', () => {
  const draw = drawer({ unit: 'day', count: -1 }, zone);
  // Yesterday had 25 hours: its second 02:00 is not drawn.
  const long = stretches('quarter', at('2026-10-24T22:00Z'), at('2026-10-25T23:00Z'), calendar).map((each) => draw(each.start));
  const drawn = long.filter((each) => each !== undefined);
  expect(drawn).toHaveLength(96);
  expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
  expect(drawn[0]).toBe(at('2026-10-25T23:00Z'));
  expect(draw(at('2026-10-25T10:07Z'))).toBe(at('2026-10-26T10:07Z'));
  // Today has 23: what was at 02:00 yesterday is not drawn.
  const short = stretches('quarter', at('2026-03-27T23:00Z'), at('2026-03-28T23:00Z'), calendar).map((each) => draw(each.start));
  expect(short.filter((each) => each === undefined)).toHaveLength(4);
  expect(draw(at('2026-03-28T12:00Z'))).toBe(at('2026-03-29T11:00Z'));
  // From leap year to ordinary year and back.
  const yearly = drawer({ unit: 'month', count: -12 }, zone);
  expect(yearly(at('2028-02-29T12:00Z'))).toBeUndefined();
  expect(yearly(at('2027-03-01T12:00Z'))).toBe(at('2028-03-01T12:00Z'));
});

test('a difference is a number and a word', () => {
  expect(difference(88, 100)).toMatchObject({ by: -12, part: -0.12, word: 'less' });
  expect(difference(100.2, 100).word).toBe('as much');
  expect(difference(5, 0)).toMatchObject({ by: 5, part: undefined, word: 'more' });
  expect(difference(0, 0).word).toBe('as much');
});

test('what was measured to unlike parts is not held against each other', () => {
  expect(isUnlike({ coverage: 1 }, { coverage: 0.11 })).toBe(true);
  expect(isUnlike({ coverage: 0.98 }, { coverage: 1 })).toBe(false);
});

test('a stretch has the name that one gives it', () => {
  const name = (start: string, end: string) => nameOf(range(start, end), calendar);
  expect(name('2026-10-31T23:00Z', '2026-11-30T23:00Z')).toMatch(/November 2026/);
  expect(name('2026-11-24T23:00Z', '2026-11-25T23:00Z')).toMatch(/Wed.*25/);
  expect(name('2026-11-25T08:00Z', '2026-11-25T14:00Z')).toMatch(/9:00.*(15|3):00/);
});
