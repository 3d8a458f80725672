/** All that bars need and lines do not: loaded with the first of them. */
import { stretches } from '../stretches';
import { load } from './data';
import { energiesFor } from './energies';
import { energyLines } from './kinds';
import type { Picture, Wish } from './picture';

export { Amounts, headOf, spokenOf } from './figures';
export { drawBars, paints, reach } from './paint';
export { barLabels, barMarks } from './bar-ticks';

/** Bars of whole stretches, wherever the view begins and ends. */
export async function barsPicture(wish: Wish, abort: AbortSignal): Promise<Picture> {
  const { lines, meters, by, calendar, px, against } = wish;
  const bars = stretches(by, wish.from, wish.to, calendar);
  const range = { start: bars[0]?.start ?? wish.from, end: bars.at(-1)?.end ?? wish.to };
  const onBars = energyLines(lines);
  const others = lines.filter((line) => !['W', 'Wh'].includes(line.unit));
  const until = Math.min(range.end, Math.max(wish.now, range.start));
  const [energies, drawn, ghost] = await Promise.all([
    energiesFor(wish, onBars, bars, range.start, until, abort),
    load(others, meters, range.start, until, px, abort),
    against && import('./ghost').then((at) => at.energyGhost(wish, against, range, bars, abort)),
  ]);
  return { kind: 'energy', from: range.start, to: range.end, px, drawn, energies, totals: energies.totals, ghost, art: undefined };
}
