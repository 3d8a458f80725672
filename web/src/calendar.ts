/**
 * Periods of a site's calendar. A day is its number since 1970-01-01, so that days are counted
 * without clocks; only their edges are instants, and those are the site's zone's.
 */
import type { By, Site, Weekday } from './model';
import { instant, offset } from './live/zone';

export const PERIODS = ['day', 'week', 'month', 'year', 'bill', 'custom'] as const;
export type PeriodName = (typeof PERIODS)[number];

export interface Calendar {
  zone: string;
  /** 0 is Monday. */
  weekStart: number;
  /** Day of the month on which a bill begins; a month that is shorter begins it on its last. */
  billingDay: number;
}

export interface Period {
  name: PeriodName;
  /** First day, and the day after the last. */
  first: number;
  end: number;
  /** The same as instants. */
  from: number;
  to: number;
  /** What its bars are made of, unless a screen knows better. */
  by: By;
  /** Today is in it. */
  isCurrent: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PLAIN: Calendar = { zone: 'UTC', weekStart: 0, billingDay: 1 };
const FIRST_DAY = 10_957; // 2000-01-01: nothing is measured before it.
const DAYS_MOST = 3_660;
const WEEKDAYS: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export function calendarOf(site: Site | null): Calendar {
  return {
    zone: site?.zone ?? 'UTC',
    weekStart: Math.max(0, WEEKDAYS.indexOf(site?.week_start ?? 'monday')),
    billingDay: site?.billing_day ?? 1,
  };
}

/** The day of an instant in a zone. */
export const dayOf = (millis: number, zone: string) => Math.floor((millis + offset(millis, zone)) / DAY);

/** The instant at which a day begins. */
export const startOf = (day: number, zone: string) => instant(day * DAY, zone);

export const dayText = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

/** The day that a text such as 2026-03-29 names; undefined where it names none. */
export function dayFrom(text: string | null): number | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY);
  return Number.isFinite(day) && dayText(day) === text ? day : undefined;
}

/** The period of this name that a day is in. */
export function periodAt(name: PeriodName, day: number, calendar: Calendar, today: number): Period {
  const first = firstOf(name, day, calendar);
  return periodOf(name, first, nextOf(name, first, calendar), calendar, today);
}

/** Any stretch of whole days. */
export function periodOf(name: PeriodName, first: number, end: number, calendar: Calendar, today: number): Period {
  return {
    name,
    first,
    end,
    from: startOf(first, calendar.zone),
    to: startOf(end, calendar.zone),
    by: byOf(name, end - first),
    isCurrent: first <= today && today < end,
  };
}

/** The one before or after; days of one's own move by their length. */
export function moved(period: Period, by: 1 | -1, calendar: Calendar, today: number): Period {
  const { name, first, end } = period;
  if (name !== 'custom') return periodAt(name, by > 0 ? end : first - 1, calendar, today);
  const length = end - first;
  return periodOf(name, first + by * length, end + by * length, calendar, today);
}

/** What an address says: ?period=week&at=2026-03-29, and until= with days of one's own. */
export function readPeriod(params: URLSearchParams, calendar: Calendar, today: number): Period {
  const name = PERIODS.find((each) => each === params.get('period')) ?? 'day';
  const at = bounded(dayFrom(params.get('at')) ?? today, today);
  if (name !== 'custom') return periodAt(name, at, calendar, today);
  const until = bounded(dayFrom(params.get('until')) ?? at, today);
  const [first, last] = at <= until ? [at, until] : [until, at];
  return periodOf(name, Math.max(first, last + 1 - DAYS_MOST), last + 1, calendar, today);
}

/** Writes a period into an address. The one of today is written without its day, and moves on with it. */
export function writePeriod(params: URLSearchParams, period: Period): void {
  params.set('period', period.name);
  for (const name of ['at', 'until', 'from', 'to', 'span']) params.delete(name);
  if (period.name === 'custom') {
    params.set('at', dayText(period.first));
    params.set('until', dayText(period.end - 1));
  } else if (!period.isCurrent) {
    params.set('at', dayText(period.first));
  }
}

/** The stretches that a period's bars stand for, those to come among them. */
export function slotsOf(period: Period, zone: string, by: By = period.by): { start: number; end: number }[] {
  const edges = [period.from];
  const step = by === 'quarter' ? HOUR / 4 : by === 'half_hour' ? HOUR / 2 : by === 'hour' ? HOUR : 0;
  for (let at = period.from, day = period.first; at < period.to; ) {
    if (step > 0) at += step;
    else {
      day = by === 'week' ? day + 7 : by === 'day' ? day + 1 : nextOf(by === 'year' ? 'year' : 'month', firstOf(by === 'year' ? 'year' : 'month', day, PLAIN), PLAIN);
      at = startOf(day, zone);
    }
    edges.push(Math.min(at, period.to));
  }
  return edges.slice(1).map((end, i) => ({ start: edges[i] ?? end, end }));
}

/** A period's whole row of buckets: those that were answered, and undefined where there is none yet. */
export function inSlots<T extends { start: number }>(buckets: T[], period: Period, zone: string, by: By = period.by): { start: number; end: number; bucket: T | undefined }[] {
  const known = new Map(buckets.map((bucket) => [bucket.start, bucket]));
  return slotsOf(period, zone, by).map((slot) => ({ ...slot, bucket: known.get(slot.start) }));
}

const bounded = (day: number, today: number) => Math.max(FIRST_DAY, Math.min(today, day));

function firstOf(name: PeriodName, day: number, calendar: Calendar): number {
  const date = new Date(day * DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  switch (name) {
    case 'day':
    case 'custom':
      return day;
    case 'week':
      // 1970-01-01 was a Thursday.
      return day - ((((day + 3 - calendar.weekStart) % 7) + 7) % 7);
    case 'month':
      return utcDay(year, month, 1);
    case 'year':
      return utcDay(year, 0, 1);
    case 'bill': {
      const begins = billStart(year, month, calendar.billingDay);
      return begins <= day ? begins : billStart(year, month - 1, calendar.billingDay);
    }
  }
}

function nextOf(name: PeriodName, first: number, calendar: Calendar): number {
  const date = new Date(first * DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  switch (name) {
    case 'day':
    case 'custom':
      return first + 1;
    case 'week':
      return first + 7;
    case 'month':
      return utcDay(year, month + 1, 1);
    case 'year':
      return utcDay(year + 1, 0, 1);
    case 'bill':
      return billStart(year, month + 1, calendar.billingDay);
  }
}

const utcDay = (year: number, month: number, day: number) => Math.floor(Date.UTC(year, month, day) / DAY);

function billStart(year: number, month: number, day: number): number {
  const last = utcDay(year, month + 1, 1) - 1;
  return Math.min(last, utcDay(year, month, 1) + day - 1);
}

function byOf(name: PeriodName, days: number): By {
  if (name === 'year') return 'month';
  if (days <= 2) return 'hour';
  return days <= 92 ? 'day' : days <= 800 ? 'month' : 'year';
}
