/**
 * A calendar of bands as a painted week, and back. The wire has rules, the first that fits wins; the
 * page has seasons, each with seven days and a holiday, each of 96 quarter hours with a band.
 */
import type { BandRule } from '../model';
import { DAYS, type Bands, type Day } from './tariff';

export const SLOTS = 96;
export const SLOT_MINUTES = 15;
const MONTHS = 12;
const HOLIDAY = DAYS.length - 1;

/** The band of each quarter hour of a day, by its place in the list. */
export type Pattern = Uint8Array;

export interface Season {
  /** 1 to 12. */
  months: number[];
  /** Monday first, the holiday last. */
  days: Pattern[];
}

export interface Run {
  from: number;
  to: number;
  band: number;
}

/** The quarter hour that a text such as 07:30 says; undefined where it says none. */
export function slotOf(text: string): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(text) ?? [];
  const slot = (Number(hour) * 60 + Number(minute)) / SLOT_MINUTES;
  return Number(minute) < 60 && slot <= SLOTS && Number.isInteger(slot) ? slot : undefined;
}

export function clockOf(slot: number): string {
  const minute = slot * SLOT_MINUTES;
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The year that the rules paint, months that are alike together. */
export function seasonsOf(bands: Bands): Season[] {
  const place = new Map(bands.bands.map((band, i) => [band.id, i]));
  const seasons: Season[] = [];
  for (let month = 1; month <= MONTHS; month++) {
    const days = DAYS.map((day) => paint(bands, place, month, day));
    const same = seasons.find((season) => season.days.every((pattern, i) => isSame(pattern, days[i])));
    if (same) same.months.push(month);
    else seasons.push({ months: [month], days });
  }
  return seasons;
}

function paint(bands: Bands, place: Map<string, number>, month: number, day: Day): Pattern {
  const pattern = new Uint8Array(SLOTS).fill(place.get(bands.otherwise) ?? 0);
  // The first that fits wins: painted last.
  for (const rule of [...bands.calendar].reverse()) {
    const band = place.get(rule.band);
    if (band === undefined || !holds(rule.months, month)) continue;
    const from = slotOf(rule.from ?? '00:00') ?? 0;
    const to = slotOf(rule.to ?? '24:00') || SLOTS;
    if (holds(rule.days, day)) pattern.fill(band, from, to > from ? to : SLOTS);
    // Over midnight it belongs to the day on which it began.
    if (to < from && holds(rule.days, dayBefore(day))) pattern.fill(band, 0, to);
  }
  return pattern;
}

/** A holiday may come after any day; it is taken for one of several. */
const dayBefore = (day: Day): Day => (day === 'holiday' ? day : (DAYS[(DAYS.indexOf(day) + HOLIDAY - 1) % HOLIDAY] ?? day));

/** Whether a rule runs into the next day: painted over, it is written day by day. */
export const isOvernight = (rule: BandRule) => (slotOf(rule.to ?? '24:00') || SLOTS) < (slotOf(rule.from ?? '00:00') ?? 0);

function holds<T>(list: T[] | undefined, one: T): boolean {
  return !list || list.length === 0 || list.includes(one);
}

export function isSame(a: Pattern | undefined, b: Pattern | undefined): boolean {
  return a !== undefined && b !== undefined && a.every((band, i) => band === b[i]);
}

/** The rules that paint these seasons, as few and as plain as they go. */
export function rulesOf(seasons: Season[], bands: Bands): { calendar: BandRule[]; otherwise: string } {
  const otherwise = commonest(seasons, bands);
  const base = bands.bands.findIndex((band) => band.id === otherwise);
  const calendar: BandRule[] = [];
  for (const season of merged(seasons)) {
    const months = season.months.length === MONTHS ? {} : { months: [...season.months] };
    for (const group of alike(season.days)) {
      for (const run of runsOf(season.days[group[0] ?? 0] ?? new Uint8Array())) {
        const band = bands.bands[run.band];
        if (run.band === base || !band) continue;
        const days = group.length === DAYS.length ? {} : { days: group.map((i) => DAYS[i] ?? 'monday') };
        calendar.push({ ...months, ...days, from: clockOf(run.from), to: clockOf(run.to), band: band.id });
      }
    }
  }
  return { calendar, otherwise };
}

/** Seasons that are painted alike as one. */
function merged(seasons: Season[]): Season[] {
  const found: Season[] = [];
  for (const season of seasons) {
    const same = found.find((each) => each.days.every((day, i) => isSame(day, season.days[i])));
    if (same) same.months = [...same.months, ...season.months].sort((a, b) => a - b);
    else found.push({ ...season });
  }
  return found;
}

/** The band that the rules need not speak of: it stays while it is anywhere, so that rules keep their look. */
function commonest(seasons: Season[], bands: Bands): string {
  const share = shareOf(seasons, bands.bands.length);
  const now = bands.bands.findIndex((band) => band.id === bands.otherwise);
  if ((share[now] ?? 0) > 0) return bands.otherwise;
  const most = share.indexOf(Math.max(...share));
  return bands.bands[most]?.id ?? bands.otherwise;
}

/** Quarter hours of twelve weeks, one a month and holidays aside, that each band has. */
export function shareOf(seasons: Season[], bands: number): number[] {
  const share = new Array<number>(bands).fill(0);
  for (const season of seasons) {
    for (const pattern of season.days.slice(0, 7)) for (const band of pattern) share[band] = (share[band] ?? 0) + season.months.length;
  }
  return share;
}

/** Days with the same pattern, together. */
export function alike(days: Pattern[]): number[][] {
  const groups: number[][] = [];
  days.forEach((pattern, i) => {
    const group = groups.find(([first]) => isSame(days[first ?? 0], pattern));
    if (group) group.push(i);
    else groups.push([i]);
  });
  return groups;
}

export function runsOf(pattern: Pattern): Run[] {
  const runs: Run[] = [];
  pattern.forEach((band, slot) => {
    const last = runs[runs.length - 1];
    if (last?.band === band) last.to = slot + 1;
    else runs.push({ from: slot, to: slot + 1, band });
  });
  return runs;
}

/** A copy of the seasons, one of them painted over: these days, from a quarter hour up to another. */
export function painted(seasons: Season[], season: number, days: number[], from: number, to: number, band: number): Season[] {
  return seasons.map((each, i) => (i === season ? { ...each, days: each.days.map((pattern, day) => (days.includes(day) ? filled(pattern, from, to, band) : pattern)) } : each));
}

function filled(pattern: Pattern, from: number, to: number, band: number): Pattern {
  const copy = new Uint8Array(pattern);
  copy.fill(band, from, to);
  return copy;
}

/** A copy in which a month belongs to this season and to no other; a season left without months goes. */
export function withMonth(seasons: Season[], season: number, month: number): Season[] {
  return seasons
    .map((each, i) => ({
      ...each,
      months: i === season ? [...new Set([...each.months, month])].sort((a, b) => a - b) : each.months.filter((other) => other !== month),
    }))
    .filter((each) => each.months.length > 0);
}

/** A copy with one more season: these months, painted as they were. */
export function split(seasons: Season[], months: number[]): Season[] {
  const from = seasons.find((each) => each.months.includes(months[0] ?? 0)) ?? seasons[0];
  if (!from) return seasons;
  const rest = seasons.map((each) => ({ ...each, months: each.months.filter((month) => !months.includes(month)) }));
  return [...rest.filter((each) => each.months.length > 0), { months: [...months], days: from.days.map((day) => new Uint8Array(day)) }];
}

/** The seasons after a band left the list: its hours go to the first one. */
export function without(seasons: Season[], band: number): Season[] {
  const moved = (was: number) => (was === band ? 0 : was > band ? was - 1 : was);
  return seasons.map((each) => ({ ...each, days: each.days.map((day) => day.map(moved)) }));
}
