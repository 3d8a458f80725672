/** Names of bars: short under the axis, in full beside the cursor. */
import { hourMinute, hourName, MISSING } from '../format';
import type { By } from '../model';
import type { Stretch } from '../stretches';
import { format } from './ticks';

/** Under each bar of a day or longer, in its middle, as many as there is room for. */
export function barMarks(bars: Stretch[], from: number, to: number, least: number): number[] {
  const wide = ((bars[0]?.end ?? 0) - (bars[0]?.start ?? 0)) || 1;
  const each = Math.max(1, Math.ceil(least / wide));
  return bars.filter((bar, i) => i % each === 0 && middle(bar) >= from && middle(bar) <= to).map((bar) => middle(bar) / 1000);
}

const middle = (bar: Stretch) => (bar.start + bar.end) / 2;

export function barLabels(at: number[], bars: Stretch[], by: By, zone: string): string[] {
  let before = '';
  return at.map((mark) => {
    const bar = bars.find((each) => mark * 1000 >= each.start && mark * 1000 < each.end);
    if (!bar) return MISSING;
    if (by === 'year') return format(zone, { year: 'numeric' }).format(bar.start);
    const [short, long] = by === 'month' ? [{ month: 'short' } as const, { year: 'numeric' } as const] : [{ day: 'numeric' } as const, { month: 'short' } as const];
    const below = format(zone, long).format(bar.start);
    const isNew = below !== before;
    before = below;
    const weekday = by === 'day' && bars.length <= 10 ? `${format(zone, { weekday: 'short' }).format(bar.start)} ` : '';
    return `${weekday}${format(zone, short).format(bar.start)}${isNew ? `\n${below}` : ''}`;
  });
}

/** A bar's name: its day, its month, or its hours; the two hours of one name by their offset too. */
export function barName(bar: Stretch, by: By, zone: string): string {
  if (by === 'year') return format(zone, { year: 'numeric' }).format(bar.start);
  if (by === 'month') return format(zone, { month: 'long', year: 'numeric' }).format(bar.start);
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  if (by === 'day') return format(zone, day).format(bar.start);
  if (by === 'week') return format(zone, { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(bar.start, bar.end - 1);
  return `${format(zone, day).format(bar.start)}, ${hourName(bar.start, zone)} – ${hourMinute(bar.end, zone)}`;
}
