/** What a view is compared with, how the two differ, and what stretches are called. */
import { dayFrom, dayText, type Calendar } from '../calendar';
import { date, dates, hourMinute } from '../format';
import { DAY, startOf, unitOf, type Stretch } from '../stretches';

/** The stretch before, the same one a year before, or one that begins on a day. */
export type Against = { kind: 'previous' } | { kind: 'year' } | { kind: 'day'; day: number };

/** What an address says: vs=previous, vs=year, vs=2025-11-03. */
export function readAgainst(text: string | null): Against | undefined {
  if (text === 'previous' || text === 'year') return { kind: text };
  const day = dayFrom(text);
  return day === undefined ? undefined : { kind: 'day', day };
}

export const againstText = (against: Against) => (against.kind === 'day' ? dayText(against.day) : against.kind);

export interface Difference {
  /** This less the other. */
  by: number;
  /** Of the other; undefined where that is nothing. */
  part: number | undefined;
  word: 'more' | 'less' | 'as much';
}

const SAME_PART = 0.005;

export function difference(now: number, then: number): Difference {
  const by = now - then;
  const part = Math.abs(then) > 1e-9 ? by / Math.abs(then) : undefined;
  const isSame = part === undefined ? Math.abs(by) < 1e-9 : Math.abs(part) < SAME_PART;
  return { by, part, word: isSame ? 'as much' : by > 0 ? 'more' : 'less' };
}

/** Parts measured that differ by more than this can't be held against each other. */
const UNLIKE = 0.05;

export const isUnlike = (now: { coverage: number }, then: { coverage: number }) => Math.abs(now.coverage - then.coverage) > UNLIKE;

/** A stretch as one says it: a day, a month, some days, or some hours of a day. */
export function nameOf({ start, end }: Stretch, calendar: Calendar): string {
  const { zone } = calendar;
  const unit = unitOf({ start, end }, calendar);
  if (unit === 'month' || unit === 'year') return date(start, zone, unit);
  if (unit === 'day') return date(start, zone, 'day');
  const isWhole = startOf('day', start, calendar) === start && startOf('day', end, calendar) === end;
  if (isWhole || end - start > 3 * DAY) return dates(start, end, zone);
  const isOneDay = startOf('day', start, calendar) === startOf('day', end - 1, calendar);
  const last = `${isOneDay ? '' : `${date(end, zone, 'short')} `}${hourMinute(end, zone)}`;
  return `${date(start, zone, 'day')} ${hourMinute(start, zone)} – ${last}`;
}
