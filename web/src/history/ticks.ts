/** Labels of the axis of time, in the site's zone: as much as tells neighbours apart. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone });
    formats.set(key, known);
  }
  return known;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Labels for marks given in seconds. */
export function labels(marks: number[], zone: string): string[] {
  const step = (marks[1] ?? 0) - (marks[0] ?? 0);
  const day = format(zone, { day: 'numeric', month: 'short' });
  if (step >= 27 * DAY) {
    const month = format(zone, { month: 'short', year: 'numeric' });
    return marks.map((mark) => month.format(mark * 1000));
  }
  if (step >= DAY) return marks.map((mark) => day.format(mark * 1000));
  const clock = format(zone, { hour: '2-digit', minute: '2-digit', ...(step < 60 ? { second: '2-digit' } : {}), ...(step < 1 ? { fractionalSecondDigits: 1 } : {}) } as Intl.DateTimeFormatOptions);
  let before = '';
  return marks.map((mark) => {
    const date = day.format(mark * 1000);
    const isNewDay = date !== before && before !== '';
    const isFirst = before === '';
    before = date;
    const time = clock.format(mark * 1000);
    return isNewDay || (isFirst && step >= HOUR) ? `${time}\n${date}` : time;
  });
}
