/** Energy asked of the server, for lines that may be made of several meters. */
import { bucketsOf } from '../live/energies';
import type { Stretch } from '../stretches';
import { energiesOf, metersOf, type Amount, type Energies } from './energy';
import { energyLines } from './kinds';
import type { Line } from './lines';
import type { Wish } from './picture';

export async function energiesFor(wish: Wish, lines: Line[], bars: Stretch[], from: number, until: number, abort: AbortSignal): Promise<Energies> {
  const ids = metersOf(lines, wish.meters);
  const [buckets, totals] = await Promise.all([bucketsOf(ids, from, until, wish.by, abort), bucketsOf(ids, from, until, 'year', abort)]);
  return energiesOf(wish.by, bars, lines, wish.meters, buckets, totals, until);
}

export async function totalsOf(wish: Wish, from: number, until: number, abort: AbortSignal): Promise<Map<string, Amount>> {
  const lines = energyLines(wish.lines);
  const totals = await bucketsOf(metersOf(lines, wish.meters), from, until, 'year', abort);
  return energiesOf('year', [], lines, wish.meters, new Map(), totals, until).totals;
}
