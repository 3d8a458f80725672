/** All that a view shows: lines or bars, what they sum to, and what they are compared with. */
import type { Calendar } from '../calendar';
import type { By, Meter, Series } from '../model';
import type { Shift, Stretch } from '../stretches';
import type { Against } from './compare';
import { load, NOTHING, type Columns, type Drawn } from './data';
import type { Amount, Energies } from './energy';
import type { Line } from './lines';

export interface Wish {
  kind: 'power' | 'energy';
  lines: Line[];
  meters: Meter[];
  from: number;
  to: number;
  by: By;
  against: Against | undefined;
  px: number;
  now: number;
  calendar: Calendar;
}

/** The other stretch that a view is compared with. */
export interface Ghost {
  range: Stretch & { until: number };
  shift: Shift;
  /** Its lines, where they are drawn: one table a line. */
  tables: Columns[];
  series: Series[];
  energies: Energies | undefined;
  /** Which of its bars belongs to each bar; undefined where none does. */
  places: (number | undefined)[];
  /** Until what corresponds to now. */
  totals: Map<string, Amount>;
  /** The sums of this stretch. */
  ours: Map<string, Amount>;
}

export interface Picture {
  kind: 'power' | 'energy';
  from: number;
  to: number;
  /** Points a line that were asked for, half of them. */
  px: number;
  /** The lines: all of them, or beside bars those that are not energy. */
  drawn: Drawn;
  energies: Energies | undefined;
  totals: Map<string, Amount>;
  ghost: Ghost | undefined;
  /** What draws bars; its code comes with the first of them. */
  art: typeof import('./bars') | undefined;
}

export const EMPTY: Picture = { kind: 'power', from: 0, to: 0, px: 0, drawn: NOTHING, energies: undefined, totals: new Map(), ghost: undefined, art: undefined };

export async function loadPicture(wish: Wish, abort: AbortSignal): Promise<Picture> {
  if (wish.kind === 'power') return power(wish, abort);
  // The code of bars comes with the first of them.
  const art = await import('./bars');
  return { ...(await art.barsPicture(wish, abort)), art };
}

async function power(wish: Wish, abort: AbortSignal): Promise<Picture> {
  const { lines, meters, from, px, against } = wish;
  const to = Math.min(wish.to, Math.max(wish.now, wish.from + 1));
  const [drawn, ghost] = await Promise.all([load(lines, meters, from, to, px, abort), against && import('./ghost').then((at) => at.powerGhost(wish, against, abort))]);
  return { kind: 'power', from, to: wish.to, px, drawn, energies: undefined, totals: ghost?.ours ?? new Map(), ghost, art: undefined };
}
