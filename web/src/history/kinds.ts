/** Whether a view shows power or energy, and how long a bar is. */
import type { By } from '../model';
import { DAY, LENGTH } from '../stretches';
import { HOME, type Line } from './lines';

/** Up to this long a view shows power, beyond it energy; a day may have an hour more. */
export const POWER_MOST = 2 * DAY + DAY / 8;

/** The finest bars that can still be told apart. */
export function pickBy(span: number, width: number): By {
  const fits = (by: By, most: number, wide: number) => span / LENGTH[by] <= most && width / (span / LENGTH[by]) >= wide;
  if (fits('hour', 8 * 24 + 1, 4.5)) return 'hour';
  if (fits('day', 100, 4.5)) return 'day';
  return fits('month', 121, 5) ? 'month' : 'year';
}

const NAMES: Record<By, string> = { quarter: '15 min', half_hour: '30 min', hour: 'Hour', day: 'Day', week: 'Week', month: 'Month', year: 'Year' };
export const byName = (by: By) => NAMES[by];

const BARS_MOST = 750;

/** The bars that a view of this length can be made of. */
export function choices(span: number): By[] {
  const most = (by: By) => span / LENGTH[by];
  return (Object.keys(NAMES) as By[]).filter((by) => by !== 'half_hour' && most(by) <= BARS_MOST && most(by) >= 0.9);
}

/** One line a meter: of a meter's power and its registers the first that is on. */
export function energyLines(on: Line[]): Line[] {
  const seen = new Set<string>();
  return on.filter((line) => {
    const isEnergy = line.id === HOME || line.channel === 'power' || /^energy_(import|export)$/.test(line.channel);
    if (!isEnergy || seen.has(line.meter)) return false;
    seen.add(line.meter);
    return true;
  });
}
