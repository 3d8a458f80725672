import { expect, test } from 'vitest';
import { calendarOf, dayFrom, dayOf, dayText, moved, periodAt, PERIODS, readPeriod, startOf, writePeriod, type Calendar } from '../src/calendar';
import type { Site } from '../src/model';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const day = (text: string) => dayFrom(text) ?? Number.NaN;
const home: Calendar = { zone: 'Europe/Amsterdam', weekStart: 0, billingDay: 14 };
const TODAY = day('2026-11-25');
const days = (name: (typeof PERIODS)[number], text: string, calendar = home) => {
  const { first, end } = periodAt(name, day(text), calendar, TODAY);
  return [dayText(first), dayText(end)];
};

test('a day that loses an hour has 23, one that gains has 25', () => {
  const length = (text: string) => {
    const { from, to } = periodAt('day', day(text), home, TODAY);
    return (to - from) / HOUR;
  };
  expect(length('2026-03-29')).toBe(23);
  expect(length('2026-10-25')).toBe(25);
  expect(length('2026-11-24')).toBe(24);
});

test('where midnight is leapt over the day begins after it, where it comes twice with the first', () => {
  expect(startOf(day('2026-09-06'), 'America/Santiago')).toBe(at('2026-09-06T04:00:00Z'));
  expect(startOf(day('2026-11-01'), 'America/Havana')).toBe(at('2026-11-01T04:00:00Z'));
  expect(startOf(day('2026-10-25'), 'Atlantic/Azores')).toBe(at('2026-10-25T00:00:00Z'));
  expect(startOf(day('2026-04-24'), 'Africa/Cairo')).toBe(at('2026-04-23T22:00:00Z'));
});

test('the days of four years follow on one another without a hole, in every zone', () => {
  for (const zone of ['Europe/Amsterdam', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Santiago', 'Africa/Casablanca']) {
    for (let at = day('2023-01-01'); at < day('2027-01-01'); at++) {
      const start = startOf(at, zone);
      expect(dayOf(start, zone), `${zone} ${dayText(at)}`).toBe(at);
      expect(dayOf(start - 1, zone), `${zone} before ${dayText(at)}`).toBe(at - 1);
    }
  }
});

test('weeks begin on the day that the site says', () => {
  expect(days('week', '2026-11-25')).toEqual(['2026-11-23', '2026-11-30']);
  expect(days('week', '2026-11-22')).toEqual(['2026-11-16', '2026-11-23']);
  const sunday = calendarOf({ zone: 'UTC', week_start: 'sunday' } as Site);
  expect(days('week', '2026-11-25', sunday)).toEqual(['2026-11-22', '2026-11-29']);
  expect(days('week', '2026-11-22', sunday)).toEqual(['2026-11-22', '2026-11-29']);
});

test('months, years and bills', () => {
  expect(days('month', '2028-02-29')).toEqual(['2028-02-01', '2028-03-01']);
  expect(days('year', '2026-05-05')).toEqual(['2026-01-01', '2027-01-01']);
  expect(days('bill', '2026-11-13')).toEqual(['2026-10-14', '2026-11-14']);
  expect(days('bill', '2026-11-14')).toEqual(['2026-11-14', '2026-12-14']);
  const last = { ...home, billingDay: 31 };
  expect(days('bill', '2026-02-27', last)).toEqual(['2026-01-31', '2026-02-28']);
  expect(days('bill', '2026-02-28', last)).toEqual(['2026-02-28', '2026-03-31']);
});

test('to and fro is where one was', () => {
  for (const name of PERIODS) {
    for (const text of ['2026-01-31', '2026-03-29', '2024-02-29', '2025-12-31']) {
      const period = periodAt(name, day(text), home, TODAY);
      const there = moved(period, -1, home, TODAY);
      expect(there.end, `${name} ${text}`).toBe(period.first);
      expect(moved(there, 1, home, TODAY)).toEqual(period);
    }
  }
});

test('the address holds the period and is read again', () => {
  for (const text of ['period=week&at=2026-03-23', 'period=custom&at=2026-03-29&until=2026-04-02', 'period=bill', 'period=day']) {
    const period = readPeriod(new URLSearchParams(text), home, TODAY);
    const params = new URLSearchParams();
    writePeriod(params, period);
    expect(params.toString()).toBe(text);
    expect(readPeriod(params, home, TODAY)).toEqual(period);
  }
});

test('an address that makes no sense is today, and the future is not looked at', () => {
  for (const text of ['', 'period=eon', 'at=2026-02-30', 'at=99', 'at=2031-01-01']) {
    expect(readPeriod(new URLSearchParams(text), home, TODAY)).toMatchObject({ name: 'day', first: TODAY, isCurrent: true });
  }
  expect(readPeriod(new URLSearchParams('period=custom&at=2026-04-02&until=2026-03-29'), home, TODAY)).toMatchObject({ first: day('2026-03-29'), end: day('2026-04-03') });
});

test('bars are as fine as the period is short', () => {
  expect(PERIODS.map((name) => periodAt(name, TODAY, home, TODAY).by)).toEqual(['hour', 'day', 'day', 'month', 'day', 'hour']);
  expect(readPeriod(new URLSearchParams('period=custom&at=2025-01-01&until=2026-03-01'), home, TODAY).by).toBe('month');
});
