/** Amounts as the cost screens print them. They come as decimals and stay decimals. */
import { Exact } from '../exact';
import { dates, hourName, date, money } from '../format';
import type { BillPreview } from '../model';
import { dayOf, dayText } from '../calendar';

const plain = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });

/** An exact quantity with at most three decimals. */
export const quantity = (value: Exact) => plain.format(value.toString() as Intl.StringNumericLiteral);

const digits = new Map<string, number>();

/** Decimals of a currency's smallest coin. */
export function coinDigits(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    known = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digits.set(currency, known);
  }
  return known;
}

/** A count of smallest coins, as money. Charts count in these. */
export function coins(currency: string): (count: number) => string {
  const scale = coinDigits(currency);
  return (count) => money(Exact.of(Math.round(count)).shifted(scale).toString(), currency);
}

/** Marks of an axis in coins: whole amounts without their decimals. */
export function coinMarks(currency: string): (count: number) => string {
  const scale = coinDigits(currency);
  const whole = new Intl.NumberFormat(undefined, { style: 'currency', currency, maximumFractionDigits: 0 });
  const exact = coins(currency);
  return (count) => (Math.round(count) % 10 ** scale === 0 ? whole.format(Math.round(count) / 10 ** scale) : exact(count));
}

const unitPrices = new Map<string, Intl.NumberFormat>();

/** A price of a unit with all of its decimals, so that a line can be reckoned again by hand. */
export function unitPrice(value: Exact, currency: string, unit: string): string {
  const least = unit === 'kWh' ? 4 : 2;
  const key = `${currency} ${least}`;
  let format = unitPrices.get(key);
  if (!format) {
    format = new Intl.NumberFormat(undefined, { style: 'currency', currency, minimumFractionDigits: least, maximumFractionDigits: 6 });
    unitPrices.set(key, format);
  }
  return `${format.format(value.toString() as Intl.StringNumericLiteral)}${unit ? `/${unit}` : ''}`;
}

/** More or less than something else, with an arrow for those who don't see the sign: ▲ €12.30. */
export function change(amount: string, currency: string): string {
  const value = Exact.of(amount);
  if (value.sign() === 0) return 'no change';
  return `${value.sign() > 0 ? '▲ +' : '▼ −'}${money(value.size().toString(), currency)}`;
}

/** A time that is near: 13:00 today, Thu 13:00 on another day. */
export function soon(millis: number, now: number, zone: string): string {
  const days = dayOf(millis, zone) - dayOf(now, zone);
  const day = days === 0 ? 'today' : days === 1 ? 'tomorrow' : date(millis, zone, 'weekday');
  return `${day} ${hourName(millis, zone)}`;
}

/** A bill's short name: its month where it is one, else its days. */
export function billName(from: number, to: number, zone: string): string {
  const [year, month, day] = dayText(dayOf(from, zone)).split('-');
  const next = dayText(dayOf(to, zone)).split('-');
  const isMonth = day === '01' && (next[2] === '01' ? Number(next[1]) === (Number(month) % 12) + 1 : next[0] === year && next[1] === month);
  return isMonth ? date(from, zone, 'monthYear') : dates(from, to, zone);
}

export interface Verdict {
  changed: number;
  /** All of it is what it was. */
  isSame: boolean;
  text: string;
}

/** What a preview comes to, in one sentence. */
export function verdict(preview: BillPreview, currency: string, zone: string): Verdict {
  const changed = preview.periods.filter((period) => Exact.of(period.difference).sign() !== 0);
  const bills = changed.length === 1 ? 'one bill' : `${changed.length} bills`;
  if (changed.length === 0) return { changed: 0, isSame: true, text: 'No bill of this time changes.' };
  const [first, last] = [changed[0], changed[changed.length - 1]];
  const when = first && last ? ` (${dates(first.from, last.to, zone)})` : '';
  const total = Exact.of(preview.difference);
  const word = total.sign() < 0 ? 'less' : 'more';
  const sum = total.sign() === 0 ? 'in total the same' : `in total ${money(total.size().toString(), currency)} ${word}`;
  return { changed: changed.length, isSame: false, text: `This changes ${bills}${when}: ${sum}.` };
}
