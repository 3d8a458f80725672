/**
 * Today's energy and money, the price, the bill and the running demand: reckoned by the server alone
 * and pushed each second, so that what is shown here is what a bill will say. Beside them the hours
 * of the last days, which are asked for once an hour.
 */
import { computed, signal } from '@preact/signals';
import * as api from '../api';
import type { Balance, Figures, Site } from '../model';
import { hourOfDay, startOfDay } from './zone';

const HOUR = 3_600_000;
const WEEK = 7;
/** An hour's readings are stored a moment after it ended. */
const SETTLE = 5_000;
const ASK_AGAIN = 60_000;

export const figures = signal<Figures | null>(null);
/** The hours of the last seven days and of today; empty until they are known. */
export const hours = signal<Balance[]>([]);

const zone = signal('UTC');
/** The minute of the newest figures; what moves no faster follows it. */
export const minute = computed(() => Math.floor((figures.value?.time ?? 0) / 60_000) * 60_000);
const begin = computed(() => figures.value?.today.start ?? 0);
/** A typical day until now, each minute anew. */
export const usual = computed(() => (minute.value > 0 ? typical(hours.value, begin.value, minute.value, zone.value) : undefined));

let askedHour = '';
let againAt = 0;

/** Another site is looked at. */
export function forgetFigures(known: Figures | null = null): void {
  figures.value = known;
  hours.value = [];
  askedHour = '';
  againAt = 0;
}

export function takeFigures(message: Figures, site: Site | null): void {
  if (!site || message.site !== site.id) return;
  zone.value = site.zone;
  figures.value = message;
  const hour = `${site.id} ${Math.floor((message.time - SETTLE) / HOUR)}`;
  if (hour === askedHour || message.time < againAt) return;
  askedHour = hour;
  api.balance(site.id, startOfDay(message.time, site.zone, -WEEK), message.time, 'hour').then(
    (answer) => {
      if (askedHour === hour) hours.value = answer.buckets;
    },
    () => {
      if (askedHour !== hour) return;
      askedHour = '';
      againAt = message.time + ASK_AGAIN;
    },
  );
}

/** The measures of a day that have a typical value. */
export type Measure = 'home' | 'grid_import' | 'solar' | 'co2_g' | 'cost';

export const numberOf = (balance: Balance, measure: Measure): number | undefined => {
  const value = balance[measure];
  return value === null || value === undefined ? undefined : Number(value);
};

/**
 * Today's hours of a measure. The last one is what the day has more than its whole hours, so that
 * the bars sum to the figure beside them.
 */
export function hoursOf(all: Balance[], today: Balance, measure: Measure): number[] {
  const whole = all.filter((hour) => hour.start >= today.start);
  const values = whole.map((hour) => numberOf(hour, measure) ?? 0);
  const total = numberOf(today, measure);
  if (total === undefined || values.length === 0) return values;
  const before = values.slice(0, -1).reduce((sum, value) => sum + value, 0);
  return [...values.slice(0, -1), Math.max(0, total - before)];
}

export interface Typical {
  /** A day until this time of day, by measure; absent where the days before have none. */
  until: Partial<Record<Measure, number>>;
  /** The home's mean power in this hour of the day, W. */
  watts: number;
}

/** What the days before today's beginning were like; undefined with less than two of them. */
export function typical(all: Balance[], begin: number, now: number, zone: string): Typical | undefined {
  const past = all.filter((hour) => hour.start < begin && hour.coverage > 0.5);
  const days = new Set(past.map((hour) => startOfDay(hour.start, zone))).size;
  if (days < 2) return undefined;
  const until = hourOfDay(now, zone);
  const sums: Partial<Record<Measure, number>> = {};
  let watts = 0;
  let same = 0;
  for (const hour of past) {
    const at = hourOfDay(hour.start, zone);
    const part = Math.max(0, Math.min(1, until - at));
    for (const measure of ['home', 'grid_import', 'solar', 'co2_g', 'cost'] as const) {
      const value = numberOf(hour, measure);
      if (value !== undefined) sums[measure] = (sums[measure] ?? 0) + (value * part) / days;
    }
    if (Math.floor(at) === Math.floor(until)) {
      watts += numberOf(hour, 'home') ?? 0;
      same++;
    }
  }
  return { until: sums, watts: same > 0 ? watts / same : 0 };
}
