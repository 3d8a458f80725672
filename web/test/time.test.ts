import { expect, test } from 'vitest';
import { hourOfDay, offset, startOfDay } from '../src/live/zone';
import { isLive, pan, SPAN_LEAST, viewOf, write, zoom } from '../src/history/view';

const HOUR = 3_600_000;
const calendar = { zone: 'Europe/Amsterdam', weekStart: 0, billingDay: 1 };
const at = (text: string) => Date.parse(text);

test('a zone’s day begins at its own midnight', () => {
  expect(startOfDay(at('2026-11-24T03:00:00Z'), 'Europe/Amsterdam')).toBe(at('2026-11-23T23:00:00Z'));
  expect(startOfDay(at('2026-11-24T03:00:00Z'), 'Asia/Kathmandu')).toBe(at('2026-11-23T18:15:00Z'));
  expect(startOfDay(at('2026-11-24T03:00:00Z'), 'America/St_Johns')).toBe(at('2026-11-23T03:30:00Z'));
});

test('days that lose or gain an hour have 23 and 25, and half an hour at Lord Howe', () => {
  const length = (zone: string, day: string) =>
    (startOfDay(at(day), zone, 1) - startOfDay(at(day), zone)) / HOUR;
  expect(length('Europe/Amsterdam', '2026-03-29T12:00:00Z')).toBe(23);
  expect(length('Europe/Amsterdam', '2026-10-25T12:00:00Z')).toBe(25);
  expect(length('Australia/Lord_Howe', '2026-04-05T03:00:00Z')).toBe(24.5);
  expect(length('Australia/Lord_Howe', '2026-10-04T03:00:00Z')).toBe(23.5);
});

test('the hour of the day is the wall clock’s', () => {
  expect(hourOfDay(at('2026-11-24T03:30:00Z'), 'Europe/Amsterdam')).toBe(4.5);
  expect(offset(at('2026-07-01T00:00:00Z'), 'Asia/Kathmandu')).toBe(5.75 * HOUR);
});

test('the address holds the view', () => {
  const now = 1_800_000_000_000;
  const params = new URLSearchParams();
  write(params, { from: now - 5_000_000, to: now - 1_000_000, follows: false }, calendar);
  expect(viewOf(params, now, calendar)).toEqual({ from: now - 5_000_000, to: now - 1_000_000, follows: false });
  // The other screens find the day that it lies in.
  expect([params.get('period'), params.get('at')]).toEqual(['day', '2027-01-15']);
  write(params, { from: now - HOUR, to: now, follows: true }, calendar);
  expect(params.toString()).toBe(`span=${HOUR}`);
  expect(viewOf(params, now + 7, calendar)).toEqual({ from: now + 7 - HOUR, to: now + 7, follows: true });
});

test('the address may name a period, and all that there is', () => {
  const now = at('2026-11-25T09:30Z');
  const month = viewOf(new URLSearchParams('period=month&at=2026-11-03'), now, calendar);
  // It shows what is to come of it, too.
  expect(month).toMatchObject({ from: at('2026-10-31T23:00Z'), to: at('2026-11-30T23:00Z'), follows: false });
  const params = new URLSearchParams('series=grid.power');
  write(params, month, calendar);
  expect(params.toString()).toBe('series=grid.power&period=month');
  const all = viewOf(new URLSearchParams('span=all'), now, calendar, at('2024-02-29T10:00Z'));
  expect(all).toEqual({ from: at('2024-02-29T10:00Z'), to: now, follows: true, isAll: true });
  write(params, all, calendar);
  expect(params.toString()).toBe('series=grid.power&span=all');
  expect(isLive(month, now)).toBe(true);
  expect(isLive(month, at('2026-12-01T00:00Z'))).toBe(false);
});

test('an address that makes no sense shows the last day', () => {
  for (const text of ['from=9&to=3', 'span=abc', 'span=-5', 'span=1e99']) {
    expect(viewOf(new URLSearchParams(text), 1e12, calendar)).toEqual({ from: 1e12 - 24 * HOUR, to: 1e12, follows: true });
  }
});

test('zooming keeps the point under the pointer and never shows the future', () => {
  const view = zoom({ from: 0, to: 1_000_000, follows: false }, 0.5, 0.25, 1e9);
  expect(view).toEqual({ from: 125_000, to: 625_000, follows: false });
  expect(zoom({ from: 0, to: 4_000, follows: false }, 0.01, 0.5, 1e9).to).toBe(2_000 + SPAN_LEAST / 2);
  expect(pan({ from: 0, to: 1_000, follows: false }, 5, 4_000)).toEqual({ from: 2_000, to: 4_000, follows: true });
});
