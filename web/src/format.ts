/** Numbers and times as people read them. Missing is a dash, never a zero. */
import { isTwice } from './stretches';

export const MISSING = '–';

const formats = new Map<number, Intl.NumberFormat>();

/** A number with a fixed count of decimals, in the reader's own notation. */
export function decimal(value: number, digits: number): string {
  let format = formats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' });
    formats.set(digits, format);
  }
  return format.format(value);
}

export interface Shown {
  number: string;
  unit: string;
}

/** Power: 842 W, 2.41 kW, 24.1 kW, 241 kW, 2.41 MW. Within 3 W of nothing it is 0 W. */
export function power(watts: number | undefined, zero = 3): Shown {
  if (watts === undefined || !Number.isFinite(watts)) return { number: MISSING, unit: 'W' };
  const size = Math.abs(watts);
  if (size <= zero) return { number: '0', unit: 'W' };
  // The unit follows the rounded number: 999.6 W is 1.00 kW.
  if (size < 999.5) return { number: decimal(watts, 0), unit: 'W' };
  if (size < 999_500) return { number: decimal(watts / 1e3, digitsOf(size / 1e3)), unit: 'kW' };
  return { number: decimal(watts / 1e6, 2), unit: 'MW' };
}

/** Decimals that make three figures of a number from 1 to 1000. */
const digitsOf = (size: number) => (size < 9.995 ? 2 : size < 99.95 ? 1 : 0);

/** A power on an axis: as many decimals as it needs, at most two. */
export function wattsMark(watts: number): string {
  const [scaled, unit] = Math.abs(watts) >= 1e6 ? [watts / 1e6, 'MW'] : Math.abs(watts) >= 1e3 ? [watts / 1e3, 'kW'] : [watts, 'W'];
  const digits = Number.isInteger(scaled) ? 0 : Number.isInteger(Math.round(scaled * 100) / 10) ? 1 : 2;
  return `${decimal(scaled, digits)} ${unit}`;
}

/** Energy with three significant figures: 842 Wh, 2.41 kWh, 24.1 kWh, 2.41 MWh. */
export function energy(wattHours: number | undefined): Shown {
  if (wattHours === undefined || !Number.isFinite(wattHours)) return { number: MISSING, unit: 'kWh' };
  const size = Math.abs(wattHours);
  if (size < 999.5) return { number: decimal(wattHours, 0), unit: 'Wh' };
  if (size < 999_500) return { number: decimal(wattHours / 1e3, digitsOf(size / 1e3)), unit: 'kWh' };
  return { number: decimal(wattHours / 1e6, digitsOf(size / 1e6)), unit: 'MWh' };
}

export function joined(shown: Shown): string {
  return `${shown.number} ${shown.unit}`;
}

/** The unit in words, for those who hear it. */
export function spoken(shown: Shown): string {
  const words: Record<string, string> = {
    W: 'watts',
    kW: 'kilowatts',
    MW: 'megawatts',
    Wh: 'watt-hours',
    kWh: 'kilowatt-hours',
    MWh: 'megawatt-hours',
  };
  return `${shown.number} ${words[shown.unit] ?? shown.unit}`;
}

/** Any channel's value with its unit. */
export function value(number: number | undefined, unit: string): string {
  if (number === undefined) return MISSING;
  if (unit === 'W') return joined(power(number, 0));
  if (unit === 'Wh') return joined(energy(number));
  const digits = Math.abs(number) >= 1_000 ? 0 : Math.abs(number) >= 100 ? 1 : 2;
  return unit ? `${decimal(number, digits)} ${unit}` : decimal(number, digits);
}

/** How long ago, in the one unit that matters. */
export function age(millis: number): string {
  if (millis < 10_000) return `${decimal(Math.max(0, millis) / 1000, 1)} s`;
  if (millis < 90_000) return `${Math.round(millis / 1000)} s`;
  if (millis < 5_400_000) return `${Math.round(millis / 60_000)} min`;
  if (millis < 172_800_000) return `${Math.round(millis / 3_600_000)} h`;
  return `${Math.round(millis / 86_400_000)} days`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${zone} ${key}`;
  let format = clocks.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone });
    clocks.set(name, format);
  }
  return format;
}

/** Hours, minutes and seconds in the site's zone. */
export function timeOfDay(millis: number, zone: string): string {
  return clock(zone, 'time', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(millis);
}

export function hourMinute(millis: number, zone: string): string {
  return clock(zone, 'minute', { hour: '2-digit', minute: '2-digit' }).format(millis);
}

/** The same as `hourMinute`, but in the hour that the clock shows twice it says which of the two: 02:15 CEST. */
export function hourName(millis: number, zone: string): string {
  return isTwice(millis, zone) ? `${hourMinute(millis, zone)} ${zoneName(millis, zone)}` : hourMinute(millis, zone);
}

/** Day and time in the site's zone. */
export function dayTime(millis: number, zone: string): string {
  const text = clock(zone, 'day and time', { dateStyle: 'medium', timeStyle: 'medium' }).format(millis);
  return isTwice(millis, zone) ? `${text} ${zoneName(millis, zone)}` : text;
}

const zoneName = (millis: number, zone: string) =>
  clock(zone, 'name', { timeZoneName: 'short' }).formatToParts(millis).find((part) => part.type === 'timeZoneName')?.value ?? '';

/** A length of time as a ladder's rung names it: 100 ms, 5 min, 2 h. */
export function span(millis: number): string {
  if (millis < 1_000) return `${millis} ms`;
  if (millis < 60_000) return `${millis / 1_000} s`;
  if (millis < 3_600_000) return `${millis / 60_000} min`;
  if (millis < 86_400_000) return `${millis / 3_600_000} h`;
  return `${Math.round(millis / 86_400_000)} d`;
}

const moneys = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string, digits: number | undefined): Intl.NumberFormat {
  const key = `${currency} ${digits}`;
  let format = moneys.get(key);
  if (!format) {
    const decimals = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat(undefined, { style: 'currency', currency, ...decimals });
    moneys.set(key, format);
  }
  return format;
}

/** An amount that came as a decimal text, to the currency's smallest coin. It never becomes a float. */
export function money(amount: string | null | undefined, currency: string): string {
  return amount === null || amount === undefined ? MISSING : moneyFormat(currency, undefined).format(amount as Intl.StringNumericLiteral);
}

/** An amount with its sign, for what is more or less than something else. */
export function moneyDifference(amount: string, currency: string): string {
  const text = money(amount.replace(/^-/, ''), currency);
  return amount.startsWith('-') ? `−${text}` : `+${text}`;
}

/** A price of a unit, with four decimals: €0.3412 per kWh. */
export function price(amount: string | null | undefined, currency: string, unit = 'kWh'): string {
  if (amount === null || amount === undefined) return MISSING;
  return `${moneyFormat(currency, 4).format(amount as Intl.StringNumericLiteral)}/${unit}`;
}

/** The sign of a currency, for a column's head or an axis. */
export function currencySign(currency: string): string {
  return moneyFormat(currency, 0).formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
}

/** Energy in kWh with a fixed count of decimals, for columns that are added by eye. */
export function kWh(wattHours: number | null | undefined, digits = 2): string {
  return wattHours === null || wattHours === undefined ? MISSING : `${decimal(wattHours / 1e3, digits)} kWh`;
}

/** Carbon dioxide: 842 g, 2.41 kg, 24.1 kg, 2.41 t. */
export function carbon(grams: number | null | undefined): Shown {
  if (grams === null || grams === undefined || !Number.isFinite(grams)) return { number: MISSING, unit: 'kg' };
  const size = Math.abs(grams);
  if (size < 999.5) return { number: decimal(grams, 0), unit: 'g' };
  if (size < 999_500) return { number: decimal(grams / 1e3, digitsOf(size / 1e3)), unit: 'kg' };
  return { number: decimal(grams / 1e6, 2), unit: 't' };
}

export function percent(part: number | null | undefined, digits = 0): string {
  return part === null || part === undefined ? MISSING : `${decimal(part * 100, digits)} %`;
}

const DATES = {
  /** Sun 29 Mar 2026 */
  day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  /** 29 Mar */
  short: { day: 'numeric', month: 'short' },
  /** Sun */
  weekday: { weekday: 'short' },
  month: { month: 'long', year: 'numeric' },
  shortMonth: { month: 'short' },
  /** Mar 2026 */
  monthYear: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
  /** 29 Mar 2026 */
  full: { day: 'numeric', month: 'short', year: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A date in the site's zone. */
export function date(millis: number, zone: string, style: keyof typeof DATES): string {
  return clock(zone, style, DATES[style]).format(millis);
}

/** Two days and what is between them, as short as the language says it; `to` is not in it any more. */
export function dates(from: number, to: number, zone: string): string {
  return clock(zone, 'full', DATES.full).formatRange(from, Math.max(from, to - 1));
}

/** A bar's short name under the axis and its whole name, as long as its stretch asks for. */
export function slotName(start: number, end: number, by: string, zone: string): { label: string; name: string } {
  if (by === 'day') return { label: date(start, zone, 'short'), name: date(start, zone, 'day') };
  if (by === 'week') return { label: date(start, zone, 'short'), name: dates(start, end, zone) };
  if (by === 'month') return { label: date(start, zone, 'shortMonth'), name: date(start, zone, 'month') };
  if (by === 'year') return { label: date(start, zone, 'year'), name: date(start, zone, 'year') };
  return { label: hourMinute(start, zone), name: `${date(start, zone, 'short')}, ${hourName(start, zone)} – ${hourMinute(end, zone)}` };
}

/** A day that a form or a document names: 2026-03-29 as people say it. */
export function dayName(day: string): string {
  const millis = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(millis) ? day : clock('UTC', 'full', DATES.full).format(millis);
}
