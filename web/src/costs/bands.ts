/**
 * What a kWh cost when it was used: the steps of the price, put in at most a few groups that a chart
 * can show. Bands and tiers are groups by their names; a price that changes each hour is put in thirds.
 */
import { Exact } from '../exact';
import type { EnergyBucket, PriceStep } from '../model';

export interface Group {
  name: string;
  /** The mark that it has besides its colour. */
  letter: string;
  /** The style sheet's name of its colour. */
  tone: string;
  isHatched: boolean;
  /** The mean price over the time that it held. */
  price: Exact;
}

export interface Grouping {
  kind: 'one' | 'named' | 'thirds';
  /** The cheapest first. */
  groups: Group[];
  /** A step's place in the list. */
  of: (step: PriceStep) => number;
}

/** More names than this are no bands any more. */
const NAMED_MOST = 8;
const TONES = ['band-off', 'band-mid', 'band-peak'];
const RANKS = ['O', 'M', 'P'];
const THIRDS = ['Cheap hours', 'Usual hours', 'Dear hours'];

const nameOf = (step: PriceStep) => step.name || step.band || 'Energy';

export function grouping(steps: PriceStep[]): Grouping {
  const names = [...new Set(steps.map(nameOf))];
  if (names.length > 1 && names.length <= NAMED_MOST) return byName(steps, names);
  const prices = new Set(steps.map((step) => step.price));
  // A price that changed once or twice was raised; one that changes all the time follows a market.
  if (prices.size > 4) return inThirds(steps);
  return { kind: 'one', groups: [{ name: names[0] ?? 'Energy', letter: '', tone: 'grid', isHatched: false, price: meanPrice(steps) }], of: () => 0 };
}

function byName(steps: PriceStep[], names: string[]): Grouping {
  const ranked = names
    .map((name) => ({ name, price: meanPrice(steps.filter((step) => nameOf(step) === name)) }))
    .sort((a, b) => a.price.compare(b.price));
  const letters = lettersOf(ranked.map((each) => each.name));
  const groups = ranked.map(({ name, price }, i) => ({ name, price, letter: letters[i] ?? '', ...toneOf(i, ranked.length) }));
  const place = new Map(groups.map((group, i) => [group.name, i]));
  return { kind: 'named', groups, of: (step) => place.get(nameOf(step)) ?? 0 };
}

/** The cheapest is off-peak and the dearest peak; what is between is mid, each second one hatched. */
export function toneOf(rank: number, count: number): { tone: string; isHatched: boolean } {
  if (rank === 0) return { tone: TONES[0] ?? '', isHatched: false };
  if (rank === count - 1) return { tone: TONES[2] ?? '', isHatched: false };
  return { tone: TONES[1] ?? '', isHatched: rank % 2 === 0 };
}

/** Initials where they tell the names apart, else O, M and P, else numbers. */
export function lettersOf(names: string[]): string[] {
  const initials = names.map((name) => [...name.trim()][0]?.toUpperCase() ?? '');
  if (new Set(initials).size === names.length && initials.every((letter) => letter !== '')) return initials;
  if (names.length === 2) return ['O', 'P'];
  return names.length === 3 ? RANKS : names.map((_, i) => String(i + 1));
}

function inThirds(steps: PriceStep[]): Grouping {
  const sorted = [...steps].sort((a, b) => Exact.of(a.price).compare(Exact.of(b.price)));
  const whole = sorted.reduce((sum, step) => sum + step.end - step.start, 0);
  const limits: Exact[] = [];
  let past = 0;
  for (const step of sorted) {
    past += step.end - step.start;
    if (limits.length < 2 && past >= ((limits.length + 1) * whole) / 3) limits.push(Exact.of(step.price));
  }
  const of = (step: PriceStep) => limits.filter((limit) => Exact.of(step.price).compare(limit) > 0).length;
  const groups = THIRDS.map((name, i) => ({
    name,
    letter: name[0] ?? '',
    tone: TONES[i] ?? '',
    isHatched: false,
    price: meanPrice(steps.filter((step) => of(step) === i)),
  }));
  return { kind: 'thirds', groups, of };
}

/** Weighted by time. */
export function meanPrice(steps: { start: number; end: number; price: string }[]): Exact {
  const time = steps.reduce((sum, step) => sum + step.end - step.start, 0);
  if (time === 0) return Exact.ZERO;
  return Exact.sum(steps.map((step) => Exact.of(step.price).times(Exact.of(step.end - step.start)))).over(time, 6);
}

const STEPS = [
  { by: 'hour', millis: 3_600_000 },
  { by: 'half_hour', millis: 1_800_000 },
  { by: 'quarter', millis: 900_000 },
] as const;

/** The longest buckets that no change of price falls into. */
export function grainOf(steps: PriceStep[]): (typeof STEPS)[number] {
  return STEPS.find(({ millis }) => steps.every((step) => step.start % millis === 0)) ?? STEPS[2];
}

/** Wh and money of each group in one stretch. */
export interface Part {
  wattHours: number;
  cost: Exact;
}

/** Where a step that holds at a time is, in steps that are in order; -1 where none does. */
function stepAt(steps: PriceStep[], time: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const step = steps[middle];
    if (!step) break;
    if (time < step.start) high = middle - 1;
    else if (time >= step.end) low = middle + 1;
    else return middle;
  }
  return -1;
}

/**
 * What was bought in [from, to), by group, out of buckets no longer than a step. A bucket that a
 * price changes in is shared out by time. What had no price is in none; `unpriced` counts it.
 */
export function partsOf(buckets: EnergyBucket[], steps: PriceStep[], grouped: Grouping, from: number, to: number): { parts: Part[]; unpriced: number } {
  const parts: Part[] = grouped.groups.map(() => ({ wattHours: 0, cost: Exact.ZERO }));
  let unpriced = 0;
  for (const bucket of buckets) {
    if (bucket.start < from || bucket.start >= to || bucket.energy_import === 0) continue;
    let left = bucket.energy_import;
    let at = stepAt(steps, bucket.start);
    for (let time = bucket.start; at >= 0 && time < bucket.end; at++) {
      const step = steps[at];
      if (!step || step.start > time) break;
      const end = Math.min(step.end, bucket.end);
      const isWhole = time === bucket.start && end === bucket.end;
      const energy = isWhole ? bucket.energy_import : (bucket.energy_import * (end - time)) / (bucket.end - bucket.start);
      const part = parts[grouped.of(step)];
      if (part) {
        part.wattHours += energy;
        part.cost = part.cost.plus(Exact.of(Number(energy.toFixed(6))).shifted(3).times(Exact.of(step.price)));
      }
      left -= energy;
      time = end;
    }
    if (left > 1e-6) unpriced += left;
  }
  return { parts, unpriced };
}
