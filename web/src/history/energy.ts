/** Energy as bars: what each line took and gave in each stretch, and how that is stacked. */
import * as decimal from '../decimal';
import { partsOf } from '../live/balance';
import type { By, EnergyBucket, Meter } from '../model';
import type { Stretch } from '../stretches';
import { HOME, type Line } from './lines';

/** What was measured to this part is whole. */
export const MEASURED_WHOLE = 0.995;

/** What a line took from its circuit (in) and gave to it (out), Wh; money where a price is known. */
export interface Amount {
  in: number;
  out: number;
  cost: string | null;
  earned: string | null;
  coverage: number;
}

export interface Energies {
  by: By;
  bars: Stretch[];
  lines: Line[];
  /** By line, one a bar; undefined where nothing is known, and in the future. */
  amounts: Map<string, (Amount | undefined)[]>;
  totals: Map<string, Amount>;
  /** How far of the last bar has been. */
  until: number;
}

/** The meters whose energy must be known to draw these lines. */
export function metersOf(lines: Line[], meters: Meter[]): string[] {
  const ids = new Set(lines.filter((line) => line.id !== HOME).map((line) => line.meter));
  if (lines.some((line) => line.id === HOME)) for (const part of partsOf(meters)) ids.add(part.id);
  return [...ids];
}

const amountOf = (bucket: EnergyBucket): Amount => ({
  in: bucket.energy_import,
  out: bucket.energy_export,
  cost: bucket.cost ?? null,
  earned: bucket.earned ?? null,
  coverage: bucket.coverage,
});

/** Sums what is known: of two prices of which one is not known, none is. */
const added = (a: string | null, b: string | null) => (a === null || b === null ? null : decimal.sum([a, b]));

/** A meter's buckets as one amount. */
export function totalOf(buckets: EnergyBucket[]): Amount | undefined {
  const long = buckets.reduce((sum, bucket) => sum + (bucket.end - bucket.start), 0);
  if (buckets.length === 0 || long <= 0) return undefined;
  return buckets.map(amountOf).reduce((sum, each, i) => ({
    in: sum.in + each.in,
    out: sum.out + each.out,
    cost: added(sum.cost, each.cost),
    earned: added(sum.earned, each.earned),
    coverage: sum.coverage + (each.coverage * ((buckets[i]?.end ?? 0) - (buckets[i]?.start ?? 0))) / long,
  }), { in: 0, out: 0, cost: '0', earned: '0', coverage: 0 } as Amount);
}

/** What the home used: what came in less what went out again. It costs what the grid did. */
export function homeAmount(parts: Meter[], of: (meter: string) => Amount | undefined): Amount | undefined {
  const all = parts.map((part) => of(part.id));
  if (all.length === 0 || all.some((each) => each === undefined)) return undefined;
  const known = all as Amount[];
  const payers = known.filter((_, i) => parts[i]?.role === 'grid');
  const paid = payers.length > 0 ? payers : known;
  return {
    in: known.reduce((sum, each) => sum + each.in - each.out, 0),
    out: 0,
    cost: paid.reduce<string | null>((sum, each) => added(sum, each.cost), '0'),
    earned: paid.reduce<string | null>((sum, each) => added(sum, each.earned), '0'),
    coverage: Math.min(...known.map((each) => each.coverage)),
  };
}

/** What is left of the cost after what was earned. */
export function net(amount: Amount): string | null {
  if (amount.cost === null) return null;
  return amount.earned === null ? amount.cost : decimal.difference(amount.cost, amount.earned);
}

/** All lines' amounts on one row of bars. */
export function energiesOf(by: By, bars: Stretch[], lines: Line[], meters: Meter[], buckets: Map<string, EnergyBucket[]>, totals: Map<string, EnergyBucket[]>, until: number): Energies {
  const parts = partsOf(meters);
  const places = new Map(bars.map((bar, i) => [bar.start, i]));
  const rows = new Map<string, (Amount | undefined)[]>();
  for (const [meter, list] of buckets) {
    const row: (Amount | undefined)[] = bars.map(() => undefined);
    for (const bucket of list) {
      const place = places.get(bucket.start);
      if (place !== undefined) row[place] = amountOf(bucket);
    }
    rows.set(meter, row);
  }
  const amounts = new Map<string, (Amount | undefined)[]>();
  const sums = new Map<string, Amount>();
  for (const line of lines) {
    const isHome = line.id === HOME;
    amounts.set(line.id, bars.map((_, i) => (isHome ? homeAmount(parts, (id) => rows.get(id)?.[i]) : rows.get(line.meter)?.[i])));
    const total = isHome ? homeAmount(parts, (id) => totalOf(totals.get(id) ?? [])) : totalOf(totals.get(line.meter) ?? []);
    if (total) sums.set(line.id, total);
  }
  return { by, bars, lines, amounts, totals: sums, until };
}

/** How much of a bar was measured: of the line that was measured least. */
export function coverageAt(energies: Energies, at: number): number | undefined {
  const known = energies.lines.map((line) => energies.amounts.get(line.id)?.[at]?.coverage).filter((each) => each !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Of these both directions are told, where there are two: a grid that nothing was ever sold to has one. */
export const hasOut = (line: Line, energies: Energies | undefined) =>
  (line.colour === 'grid' || line.colour === 'battery') && (energies?.totals.get(line.id)?.out ?? 0) > 0;

/** The home costs what the grid was paid, less what it paid; a sun and a battery send no bill. */
export function paidFor(line: Line, amount: Amount): string | null {
  if (line.id === HOME) return net(amount);
  return line.colour === 'solar' || line.colour === 'battery' ? null : amount.cost;
}

/** Only a grid pays for what it is given. */
export const earnedFor = (line: Line, amount: Amount) => (line.colour === 'grid' ? amount.earned : null);

export function wordOf(line: Line, side: 'in' | 'out'): string {
  if (line.colour === 'grid') return side === 'in' ? 'bought' : 'sold';
  if (line.colour === 'battery') return side === 'in' ? 'gave' : 'took';
  if (line.colour === 'solar') return 'made';
  return '';
}
