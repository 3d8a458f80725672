/** What the prices of the next hours mean: how dear each is among them, and when it is cheap. */
import { difference, sign } from '../decimal';
import type { PriceStep } from '../model';

export type Level = 'low' | 'mid' | 'high';

const compare = (a: string, b: string) => sign(difference(a, b));

/** How dear a price is among those that are seen: the least is low, the greatest high. */
export function levels(steps: PriceStep[]): (step: PriceStep) => Level {
  const sorted = [...new Set(steps.map((step) => step.price))].sort(compare);
  if (sorted.length < 2) return () => 'mid';
  if (sorted.length <= 3) {
    return (step) => (step.price === sorted[0] ? 'low' : step.price === sorted[sorted.length - 1] ? 'high' : 'mid');
  }
  const low = sorted[Math.floor((sorted.length - 1) / 3)] ?? '0';
  const high = sorted[Math.ceil(((sorted.length - 1) * 2) / 3)] ?? '0';
  return (step) => (compare(step.price, low) <= 0 ? 'low' : compare(step.price, high) >= 0 ? 'high' : 'mid');
}

export type Advice =
  | { kind: 'cheap_now'; until: number }
  | { kind: 'cheap_later'; from: number; price: string }
  | { kind: 'same' };

/** When a kilowatt-hour is cheapest from now on, as far as prices are known. */
export function advice(steps: PriceStep[], now: number): Advice {
  const ahead = steps.filter((step) => step.end > now);
  const current = ahead[0];
  if (!current || current.start > now || ahead.every((step) => step.price === current.price)) return { kind: 'same' };
  const level = levels(steps);
  const cheapest = ahead.reduce((best, step) => (compare(step.price, best.price) < 0 ? step : best));
  if (level(current) === 'low') {
    const dearer = ahead.find((step) => level(step) !== 'low');
    return dearer ? { kind: 'cheap_now', until: dearer.start } : { kind: 'same' };
  }
  // The first stretch that is cheap, not the very cheapest quarter of an hour in it.
  const first = ahead.find((step) => level(step) === 'low') ?? cheapest;
  return compare(first.price, current.price) < 0 ? { kind: 'cheap_later', from: first.start, price: first.price } : { kind: 'same' };
}
