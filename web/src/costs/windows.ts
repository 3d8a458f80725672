/** The cheapest time to come for something that runs so many hours. */
import { Exact } from '../exact';
import type { PriceStep } from '../model';

export interface Window {
  hours: number;
  start: number;
  end: number;
  /** The mean price over it. */
  price: Exact;
}

/** The mean price of a stretch; undefined where a part of it has none. */
export function priceOver(steps: PriceStep[], from: number, to: number): Exact | undefined {
  let known = 0;
  let sum = Exact.ZERO;
  for (const step of steps) {
    const time = Math.min(to, step.end) - Math.max(from, step.start);
    if (time <= 0) continue;
    known += time;
    sum = sum.plus(Exact.of(step.price).times(Exact.of(time)));
  }
  return known === to - from && known > 0 ? sum.over(known, 6) : undefined;
}

/**
 * The cheapest stretch of so many hours from now on, the earliest of those that are alike. The mean
 * over a sliding stretch turns only where its start or its end passes a change of price, so only those
 * are looked at.
 */
export function cheapest(steps: PriceStep[], now: number, hours: number): Window | undefined {
  const length = hours * 3_600_000;
  const starts = new Set([now]);
  for (const step of steps) {
    starts.add(step.start);
    starts.add(step.end - length);
  }
  let best: Window | undefined;
  for (const start of [...starts].filter((at) => at >= now).sort((a, b) => a - b)) {
    const price = priceOver(steps, start, start + length);
    if (price && (!best || price.compare(best.price) < 0)) best = { hours, start, end: start + length, price };
  }
  return best;
}

/** The next stretch at the lowest price that is known from now on, as long as it lasts. */
export function cheapStretch(steps: PriceStep[], now: number): { start: number; end: number; price: string } | undefined {
  const ahead = steps.filter((step) => step.end > now);
  const [first] = [...ahead].sort((a, b) => Exact.of(a.price).compare(Exact.of(b.price)) || a.start - b.start);
  if (!first) return undefined;
  let { end } = first;
  for (const step of ahead) if (step.start === end && step.price === first.price) end = step.end;
  return { start: first.start, end, price: first.price };
}
