/** The lines and bars of the stretch that a view is compared with. */
import { counterpartOf, stretches, type Stretch } from '../stretches';
import type { Against } from './compare';
import { ghostOf, load } from './data';
import { energiesFor, totalsOf } from './energies';
import { energyLines } from './kinds';
import type { Ghost, Wish } from './picture';
import { drawer, otherOf, shiftOf } from './shift';

/** Of more lines than this only the first is held against its ghost: more would hide each other. */
const GHOSTS_MOST = 2;

export async function powerGhost(wish: Wish, against: Against, abort: AbortSignal): Promise<Ghost> {
  const { calendar } = wish;
  const here = { start: wish.from, end: wish.to };
  const shift = shiftOf(here, against, calendar);
  const range = otherOf(here, shift, wish.now, calendar.zone);
  const lines = wish.lines.length > GHOSTS_MOST ? wish.lines.slice(0, 1) : wish.lines;
  const [drawn, totals, ours] = await Promise.all([
    load(lines, wish.meters, range.start, range.end, wish.px, abort),
    totalsOf(wish, range.start, range.until, abort),
    totalsOf(wish, wish.from, Math.min(wish.to, wish.now), abort),
  ]);
  const at = drawer(shift, calendar.zone);
  return { range, shift, tables: drawn.series.map((each) => ghostOf(each, at)), series: drawn.series, energies: undefined, places: [], totals, ours };
}

export async function energyGhost(wish: Wish, against: Against, here: Stretch, bars: Stretch[], abort: AbortSignal): Promise<Ghost> {
  const { calendar, by } = wish;
  const shift = shiftOf(here, against, calendar, by);
  const range = otherOf(here, shift, wish.now, calendar.zone);
  const theirs = stretches(by, range.start, range.end, calendar);
  const lines = energyLines(wish.lines);
  const end = Math.min(range.end, wish.now);
  const energies = await energiesFor(wish, lines, theirs, range.start, Math.max(range.start, end), abort);
  const totals = range.until === range.end ? energies.totals : await totalsOf(wish, range.start, range.until, abort);
  const starts = new Map(theirs.map((bar, i) => [bar.start, i]));
  const places = bars.map((bar) => starts.get(counterpartOf(by, bar.start, shift, calendar) ?? NaN));
  return { range, shift, tables: [], series: [], energies, places, totals, ours: new Map() };
}
