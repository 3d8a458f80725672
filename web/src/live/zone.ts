/** Days of a site's zone, whatever zone the browser is in. */

const HOUR = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's wall clock is ahead of UTC at a time, in milliseconds. */
export function offset(millis: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  // "29/03/2026, 03:00:00": a text is made in a quarter of the time that its parts take.
  const [day = 1, month = 1, year = 0, hour, minute, second] = (format.format(millis).match(/\d+/g) ?? []).map(Number);
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return wall - Math.floor(millis / 1000) * 1000;
}

/** The instant at which the zone's day began that `millis` lies in, or one some days away from it. */
export function startOfDay(millis: number, zone: string, days = 0): number {
  const wall = millis + offset(millis, zone);
  const midnight = (Math.floor(wall / (24 * HOUR)) + days) * 24 * HOUR;
  return instant(midnight, zone);
}

/**
 * The instant of a wall clock's time, given as if it were UTC: the first one where the clock shows
 * it twice, the one after the leap where it never does.
 */
export function instant(wall: number, zone: string): number {
  const before = offset(wall - 24 * HOUR, zone);
  const after = offset(wall + 24 * HOUR, zone);
  const shown = [wall - before, wall - after].filter((at) => at + offset(at, zone) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - before;
}

/** Hours since the zone's midnight, as the wall clock shows them. */
export function hourOfDay(millis: number, zone: string): number {
  const wall = millis + offset(millis, zone);
  return (wall % (24 * HOUR)) / HOUR;
}
