/** Today's energy at a site and what its last week was like: out of the store, then live. */
import { signal } from '@preact/signals';
import * as api from '../api';
import type { EnergyBucket, Meter, Reading } from '../model';
import { Counter } from './counter';
import { hourOfDay, startOfDay } from './zone';

/** Readings are stored a moment after they are shown: the store is asked when it has them. */
const SETTLE = 1_500;
const WEEK = 7;

/** A day in Wh: what was used, bought, sold, made; and how much of it was measured. */
export interface Figures {
  used: number;
  bought: number;
  sold: number;
  made: number;
  coverage: number;
}

export interface HourOf extends Figures {
  start: number;
}

/** Moves when the store was asked anew. */
export const settled = signal(0);
/** Why today's figures can't be shown. */
export const todayTrouble = signal('');

let counters = new Map<string, Counter>();
let parts: Meter[] = [];
let zone = 'UTC';
let hours: HourOf[] = [];
let past: HourOf[] = [];
let dayEnd = Infinity;
let timer = 0;
let asked = 0;

/** Which meters make up the home: grid, sun and battery, or else what stands alone. */
export function partsOf(meters: Meter[]): Meter[] {
  const power = meters.filter((meter) => meter.channels.some((channel) => /^(power|energy_)/.test(channel.name)));
  if (power.some((meter) => meter.role === 'grid')) {
    return power.filter((meter) => ['grid', 'solar', 'battery'].includes(meter.role));
  }
  const ids = new Set(power.map((meter) => meter.id));
  return power.filter((meter) => !meter.parent || !ids.has(meter.parent)).slice(0, 32);
}

/** Follows these meters; asks the store now and whenever that is needed. */
export function follow(meters: Meter[], siteZone: string, now: number, register: (meter: string, channel: string) => number | undefined): void {
  parts = partsOf(meters);
  zone = siteZone;
  counters = new Map(parts.map((meter) => [meter.id, new Counter()]));
  hours = [];
  past = [];
  for (const [id, counter] of counters) {
    counter.anchor(register(id, 'energy_import'), register(id, 'energy_export'));
  }
  dayEnd = startOfDay(now, zone, 1);
  clearTimeout(timer);
  const turn = ++asked;
  timer = window.setTimeout(() => void ask(now, turn), SETTLE);
}

/** Takes a reading; true where the store must be asked anew: at midnight, after a register fell. */
export function advance(reading: Reading, now: number): boolean {
  const counter = counters.get(reading.meter);
  if (!counter) return false;
  counter.take(reading);
  return counter.fell || now >= dayEnd;
}

async function ask(now: number, turn: number): Promise<void> {
  const begin = startOfDay(now, zone);
  const from = startOfDay(now, zone, -WEEK);
  try {
    const answers = await Promise.all(parts.map((meter) => api.energy(meter.id, from, now, 'hour')));
    if (turn !== asked) return;
    parts.forEach((meter, i) => {
      const today = (answers[i] ?? []).filter((bucket) => bucket.start >= begin);
      counters.get(meter.id)?.settle({ in: sum(today, 'energy_import'), out: sum(today, 'energy_export') });
    });
    const all = byHour(answers);
    past = all.filter((hour) => hour.start < begin);
    hours = all.filter((hour) => hour.start >= begin);
    todayTrouble.value = '';
    settled.value++;
  } catch (cause) {
    if (turn === asked) todayTrouble.value = cause instanceof Error ? cause.message : String(cause);
  }
}

function sum(buckets: EnergyBucket[], side: 'energy_import' | 'energy_export'): number {
  return buckets.reduce((total, bucket) => total + bucket[side], 0);
}

function byHour(answers: EnergyBucket[][]): HourOf[] {
  const known = new Map<number, HourOf>();
  answers.forEach((buckets, i) => {
    const role = parts[i]?.role ?? 'other';
    for (const bucket of buckets) {
      const hour = known.get(bucket.start) ?? { start: bucket.start, used: 0, bought: 0, sold: 0, made: 0, coverage: 1 };
      add(hour, role, bucket.energy_import, bucket.energy_export);
      hour.coverage = Math.min(hour.coverage, bucket.coverage);
      known.set(bucket.start, hour);
    }
  });
  return [...known.values()].sort((a, b) => a.start - b.start);
}

/** What a meter of this role adds to a home's figures. */
export function add(figures: Figures, role: string, energyIn: number, energyOut: number): void {
  figures.used += energyIn - energyOut;
  if (role === 'grid') {
    figures.bought += energyIn;
    figures.sold += energyOut;
  }
  if (role === 'solar') figures.made += energyIn;
}

/** Today until now; undefined until the store has answered. */
export function today(): Figures | undefined {
  if (hours.length === 0) return undefined;
  const figures: Figures = { used: 0, bought: 0, sold: 0, made: 0, coverage: 1 };
  for (const meter of parts) {
    const energy = counters.get(meter.id)?.energy ?? { in: 0, out: 0 };
    add(figures, meter.role, energy.in, energy.out);
  }
  const measured = hours.reduce((total, hour) => total + hour.coverage, 0);
  figures.coverage = measured / hours.length;
  return figures;
}

export const todayByHour = (): HourOf[] => hours;

/** A typical day until this time of day, and the mean power at this hour. */
export type Typical = Figures & { watts: number };

/** What the last days were like; undefined with less than two of them. */
export function typical(now: number): Typical | undefined {
  const whole = past.filter((hour) => hour.coverage > 0.5);
  const days = new Set(whole.map((hour) => startOfDay(hour.start, zone))).size;
  if (days < 2) return undefined;
  const until = hourOfDay(now, zone);
  const mean: Typical = { used: 0, bought: 0, sold: 0, made: 0, coverage: 1, watts: 0 };
  let same = 0;
  for (const hour of whole) {
    const at = hourOfDay(hour.start, zone);
    const part = Math.max(0, Math.min(1, until - at));
    for (const key of ['used', 'bought', 'sold', 'made'] as const) mean[key] += (hour[key] * part) / days;
    if (Math.floor(at) === Math.floor(until)) {
      mean.watts += hour.used;
      same++;
    }
  }
  mean.watts = same ? mean.watts / same : 0;
  return mean;
}
