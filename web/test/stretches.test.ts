import { expect, test } from 'vitest';
import { instant } from '../src/live/zone';
import { addWall, counterpart, counterpartOf, DAY, endOf, HOUR, instants, shifted, startOf, stretches, unitOf } from '../src/stretches';
import type { By } from '../src/model';

const at = (text: string) => Date.parse(text);
const cal = (zone: string, weekStart = 0) => ({ zone, weekStart });
const amsterdam = cal('Europe/Amsterdam');
const YEAR_AGO = { unit: 'month', count: -12 } as const;
const DAY_AGO = { unit: 'day', count: -1 } as const;

test('the day that gains an hour has 25 bars, the one that loses it 23, and Lord Howe half an hour', () => {
  const hours = (zone: string, day: string) => {
    const from = startOf('day', at(day), cal(zone));
    return stretches('hour', from, endOf('day', from, cal(zone)), cal(zone));
  };
  expect(hours('Europe/Amsterdam', '2026-10-25T12:00Z')).toHaveLength(25);
  expect(hours('Europe/Amsterdam', '2026-03-29T12:00Z')).toHaveLength(23);
  expect(hours('Europe/Amsterdam', '2026-03-28T12:00Z')).toHaveLength(24);
  // 24.5 hours: the last bar is half an hour, and the next day begins at its own midnight.
  const lordHowe = hours('Australia/Lord_Howe', '2026-04-05T03:00Z');
  expect(lordHowe).toHaveLength(25);
  expect((lordHowe.at(-1)?.end ?? 0) - (lordHowe.at(-1)?.start ?? 0)).toBe(HOUR / 2);
});

test('both hours from two o’clock of the long day are there', () => {
  expect(instants(at('2026-10-25T02:00Z'), 'Europe/Amsterdam')).toEqual([at('2026-10-25T00:00Z'), at('2026-10-25T01:00Z')]);
  expect(instants(at('2026-03-29T02:00Z'), 'Europe/Amsterdam')).toEqual([]);
});

test('a day whose midnight is jumped over begins where its clock goes on', () => {
  // Cairo's clocks went from 24:00 to 01:00.
  expect(startOf('day', at('2026-04-24T10:00Z'), cal('Africa/Cairo'))).toBe(at('2026-04-23T22:00Z'));
  expect(instant(at('2026-04-24T00:00Z'), 'Africa/Cairo')).toBe(at('2026-04-23T22:00Z'));
  const day = startOf('day', at('2026-04-24T10:00Z'), cal('Africa/Cairo'));
  expect(endOf('day', day, cal('Africa/Cairo')) - day).toBe(23 * HOUR);
});

test('weeks begin on the site’s day, months and years on their first', () => {
  const wednesday = at('2026-11-25T10:00Z');
  expect(startOf('week', wednesday, amsterdam)).toBe(at('2026-11-22T23:00Z'));
  expect(startOf('week', wednesday, cal('Europe/Amsterdam', 6))).toBe(at('2026-11-21T23:00Z'));
  expect(startOf('month', wednesday, amsterdam)).toBe(at('2026-10-31T23:00Z'));
  expect(endOf('month', at('2026-10-31T23:00Z'), amsterdam)).toBe(at('2026-11-30T23:00Z'));
  expect(endOf('year', startOf('year', wednesday, amsterdam), amsterdam)).toBe(at('2026-12-31T23:00Z'));
});

test('stretches touch and cover the range in every zone and length', () => {
  for (const zone of ['Europe/Amsterdam', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Cairo']) {
    for (const by of ['half_hour', 'hour', 'day', 'week', 'month'] as By[]) {
      const from = at('2026-03-20T07:13Z');
      const to = at('2026-05-02T19:31Z');
      const all = stretches(by, from, to, cal(zone));
      expect(all[0]?.start).toBeLessThanOrEqual(from);
      expect(all.at(-1)?.end).toBeGreaterThanOrEqual(to);
      all.forEach((each, i) => {
        expect(each.end).toBeGreaterThan(each.start);
        if (i > 0) expect(each.start).toBe(all[i - 1]?.end);
        expect(startOf(by, each.start, cal(zone))).toBe(each.start);
        expect(startOf(by, each.end - 1, cal(zone))).toBe(each.start);
      });
    }
  }
});

test('a month back from its last days is the shorter month’s last day', () => {
  expect(addWall(at('2026-03-31T05:00Z'), { unit: 'month', count: -1 })).toBe(at('2026-02-28T05:00Z'));
  expect(addWall(at('2026-01-15T00:00Z'), { unit: 'month', count: -1 })).toBe(at('2025-12-15T00:00Z'));
});

test('29 February has no counterpart in a year without one', () => {
  expect(counterpart(at('2028-02-28T23:00Z'), YEAR_AGO, 'Europe/Amsterdam')).toBeUndefined();
  expect(counterpart(at('2028-02-27T23:00Z'), YEAR_AGO, 'Europe/Amsterdam')).toBe(at('2027-02-27T23:00Z'));
  expect(counterpart(at('2028-02-29T23:00Z'), YEAR_AGO, 'Europe/Amsterdam')).toBe(at('2027-02-28T23:00Z'));
  // As the edge of a range it begins when the next day begins.
  expect(shifted(at('2028-02-28T23:00Z'), YEAR_AGO, 'Europe/Amsterdam')).toBe(at('2027-02-28T23:00Z'));
});

test('an hour’s counterpart is the same hour of the wall clock, and the same of two', () => {
  const zone = 'Europe/Amsterdam';
  // The day after the long one: each of its hours has one, but the long day's second 02:00 is nobody's.
  const after = stretches('hour', at('2026-10-25T23:00Z'), at('2026-10-26T23:00Z'), amsterdam);
  const before = after.map((each) => counterpart(each.start, DAY_AGO, zone));
  expect(before[2]).toBe(at('2026-10-25T00:00Z'));
  expect(before[3]).toBe(at('2026-10-25T02:00Z'));
  expect(new Set(before).size).toBe(24);
  // The long day itself: its second 02:00 has none on the day before.
  const long = stretches('hour', at('2026-10-24T22:00Z'), at('2026-10-25T23:00Z'), amsterdam);
  expect(long.map((each) => counterpart(each.start, DAY_AGO, zone)).filter((each) => each === undefined)).toHaveLength(1);
  expect(counterpart(at('2026-10-25T01:00Z'), DAY_AGO, zone)).toBeUndefined();
  // The day after the short one: its 02:00 was jumped over.
  expect(counterpart(at('2026-03-30T00:00Z'), DAY_AGO, zone)).toBeUndefined();
  expect(shifted(at('2026-03-30T00:00Z'), DAY_AGO, zone)).toBe(at('2026-03-29T01:00Z'));
});

test('real time is moved as it is', () => {
  expect(counterpart(5 * DAY, { unit: 'millis', count: -HOUR }, 'Europe/Amsterdam')).toBe(5 * DAY - HOUR);
});

test('a day’s counterpart is that whole day, begin it at midnight or not', () => {
  const cairo = cal('Africa/Cairo');
  const day = startOf('day', at('2026-04-25T10:00Z'), cairo);
  expect(counterpartOf('day', day, DAY_AGO, cairo)).toBe(at('2026-04-23T22:00Z'));
  const short = startOf('day', at('2026-04-24T10:00Z'), cairo);
  expect(counterpartOf('day', short, DAY_AGO, cairo)).toBe(at('2026-04-22T22:00Z'));
  expect(counterpartOf('day', at('2028-02-28T23:00Z'), YEAR_AGO, amsterdam)).toBeUndefined();
  expect(counterpartOf('month', at('2028-01-31T23:00Z'), YEAR_AGO, amsterdam)).toBe(at('2027-01-31T23:00Z'));
});

test('a range knows which unit of the calendar it is', () => {
  const unit = (start: string, end: string) => unitOf({ start: at(start), end: at(end) }, amsterdam);
  expect(unit('2026-10-24T22:00Z', '2026-10-25T23:00Z')).toBe('day');
  expect(unit('2026-10-18T22:00Z', '2026-10-25T23:00Z')).toBe('week');
  expect(unit('2026-09-30T22:00Z', '2026-10-31T23:00Z')).toBe('month');
  expect(unit('2025-12-31T23:00Z', '2026-12-31T23:00Z')).toBe('year');
  expect(unit('2026-10-24T22:00Z', '2026-10-25T22:00Z')).toBeUndefined();
});
