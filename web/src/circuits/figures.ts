/** Energy of circuits asked of the server: a period's sums, its bars, and the last day by the hour. */
import { signal } from '@preact/signals';
import { homeAmount, totalOf, type Amount } from '../history/energy';
import { bucketsOf } from '../live/energies';
import { partsOf } from '../live/balance';
import type { Meter } from '../model';
import { DAY, HOUR } from '../stretches';

/** What a period took: each circuit, and the home. */
export interface Sums {
  of: Map<string, Amount>;
  home: Amount | undefined;
}

export async function sumsOf(circuits: readonly Meter[], meters: Meter[], from: number, to: number, abort: AbortSignal): Promise<Sums> {
  const parts = partsOf(meters);
  const ids = [...new Set([...circuits, ...parts].map((meter) => meter.id))];
  const buckets = await bucketsOf(ids, from, to, 'year', abort);
  const total = (id: string) => totalOf(buckets.get(id) ?? []);
  const of = new Map<string, Amount>();
  for (const { id } of circuits) {
    const amount = total(id);
    if (amount) of.set(id, amount);
  }
  return { of, home: homeAmount(parts, total) };
}

/** The last day of a circuit by the hour, Wh; null where nothing was measured. */
export const sparks = signal<ReadonlyMap<string, (number | null)[]>>(new Map());

const REST = 120;
const FRESH = 10 * 60_000;
const asked = new Map<string, number>();
let waiting = new Set<string>();
let timer = 0;

/** Asks for the last days of those that are seen, many at once. */
export function wantSpark(id: string, now: () => number): void {
  if (performance.now() - (asked.get(id) ?? -Infinity) < FRESH) return;
  asked.set(id, performance.now());
  waiting.add(id);
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    const ids = [...waiting];
    waiting = new Set();
    const to = Math.floor(now() / HOUR) * HOUR;
    bucketsOf(ids, to - DAY, to, 'hour').then(
      (answer) => {
        const next = new Map(sparks.peek());
        for (const [meter, buckets] of answer) next.set(meter, buckets.map((bucket) => (bucket.coverage > 0 ? bucket.energy_import / bucket.coverage : null)));
        sparks.value = next;
      },
      // A row without its last day is whole otherwise; it is asked for again when it is seen again.
      () => ids.forEach((each) => asked.delete(each)),
    );
  }, REST);
}
