import { expect, test } from 'vitest';
import { grouping } from '../src/costs/bands';
import { daysOf, daysOfBill, merged } from '../src/costs/days';
import { proofOf, rowsOf } from '../src/costs/lines';
import type { Bill, BillLine, EnergyBucket, PriceStep } from '../src/model';

const HOUR = 3_600_000;
const line = (kind: BillLine['kind'], name: string, quantity: string, unit: string, price: string, amount: string, more: Partial<BillLine> = {}): BillLine => ({
  kind, name, band: null, quantity, unit, price, amount, ...more,
});
const bill = (...periods: BillLine[][]): Bill => {
  const cents = (lines: BillLine[]) => lines.reduce((sum, each) => sum + Math.round(Number(each.amount) * 100), 0);
  return {
    site: 'home', zone: 'UTC', currency: 'EUR', from: 0, to: periods.length * HOUR, tariff: { id: 'a', name: 'A' }, energy_import: 0, energy_export: 0, coverage: 1,
    periods: periods.map((lines, i) => ({ from: i * HOUR, to: (i + 1) * HOUR, days: 1, lines, total: (cents(lines) / 100).toFixed(2) })),
    total: (cents(periods.flat()) / 100).toFixed(2),
  };
};

const november = [
  line('tax', 'VAT', '21', '%', '60.00', '12.60'),
  line('energy', 'Peak', '100.5', 'kWh', '0.30', '30.15', { band: 'peak' }),
  line('energy', 'Off-peak', '150', 'kWh', '0.20', '30.00', { band: 'off' }),
  line('demand', 'Capacity', '5', 'kW', '4', '20.00', { note: 'highest at 2026-11-12 18:45' }),
  line('feed_in', 'Feed-in', '10', 'kWh', '0.08', '-0.80'),
];
const december = [
  line('energy', 'Peak', '99.5', 'kWh', '0.30', '29.85', { band: 'peak' }),
  line('energy', 'Off-peak', '50', 'kWh', '0.25', '12.50', { band: 'off' }),
  line('demand', 'Capacity', '6', 'kW', '4', '24.00', { note: 'highest at 2026-12-01 07:00' }),
  line('tax', 'VAT', '21', '%', '40.00', '8.40'),
];

test('one bill’s lines keep their order of kinds and what is noted of them', () => {
  const rows = rowsOf(bill(november));
  expect(rows.map((row) => row.name)).toEqual(['Peak', 'Off-peak', 'Capacity', 'Feed-in', 'VAT']);
  expect(rows[2]?.notes).toEqual(['highest at 2026-11-12 18:45']);
});

test('a year’s lines are put together where their price is the same', () => {
  const rows = rowsOf(bill(november, december)).map((row) => [row.name, row.quantity.toString(), row.price.toString(), row.amount.toString()]);
  expect(rows).toEqual([
    ['Peak', '200.0', '0.30', '60.00'],
    ['Off-peak', '150', '0.20', '30.00'],
    ['Off-peak', '50', '0.25', '12.50'],
    ['Capacity', '11', '4', '44.00'],
    ['Feed-in', '10', '0.08', '-0.80'],
    ['VAT', '21', '100.00', '21.00'],
  ]);
});

test('mean prices are put together by what was bought at them', () => {
  const note = 'mean of prices that change';
  const [row] = rowsOf(bill([line('energy', 'Energy', '10', 'kWh', '0.10', '1.00', { note })], [line('energy', 'Energy', '30', 'kWh', '0.20', '6.00', { note })]));
  expect(row?.isMean).toBe(true);
  expect(row?.price.toString()).toBe('0.175000');
  expect(row?.quantity.toString()).toBe('40');
});

test('lines prove their total, and what they miss has a row', () => {
  expect(proofOf(bill(november, december)).rounding.sign()).toBe(0);
  expect(proofOf({ ...bill(november), total: '92.00' }).rounding.toString()).toBe('0.05');
});

const bucket = (start: number, end: number, energy: number, cost: string | null = null): EnergyBucket => ({ start, end, energy_import: energy, energy_export: 100, coverage: 1, cost, earned: '0.01' });

/** Two prices by the wall clock of Amsterdam on the day that has 25 hours: cheap until 7 and from 23. */
const day = Date.parse('2026-10-24T22:00:00Z');
const price = (from: number, to: number, value: string, name: string): PriceStep => ({ start: day + from * HOUR, end: day + to * HOUR, price: value, band: name, name, feed_in: null });
const steps = [price(0, 8, '0.20', 'Night'), price(8, 24, '0.30', 'Day'), price(24, 25, '0.20', 'Night')];
const hours = Array.from({ length: 25 }, (_, i) => bucket(day + i * HOUR, day + (i + 1) * HOUR, 1_000));

test('a day of 25 hours is whole, each hour in its band, and its bands add up to its cost', () => {
  const { rows, unpriced } = daysOf('day', [bucket(day, day + 25 * HOUR, 25_000, '6.61')], hours, steps, grouping(steps), 'EUR');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.wattHours).toEqual([9_000, 16_000]);
  // 1.80 and 4.80 at these prices; the server, which saw each quarter hour, says a cent more.
  expect(rows[0]?.coins).toEqual([181, 480]);
  expect(rows[0]?.earned).toBe(1);
  expect(unpriced).toBe(0);
});

test('a day without a price has energy and no money', () => {
  const { rows, unpriced } = daysOf('day', [bucket(day, day + 25 * HOUR, 25_000)], hours, [], grouping([]), 'EUR');
  expect(rows[0]?.coins).toEqual([null]);
  expect(unpriced).toBe(25_000);
});

test('two meters of the grid are one', () => {
  const [one] = merged([[bucket(0, HOUR, 1_000, '0.20')], [bucket(0, HOUR, 500, '0.11')]]);
  expect(one).toMatchObject({ energy_import: 1_500, energy_export: 200, cost: '0.31', earned: '0.02' });
});

test('a year is told by its bills: kWh and coins of each band', () => {
  const { rows, grouped } = daysOfBill(bill(november, december));
  expect(grouped.groups.map((group) => group.name)).toEqual(['Off-peak', 'Peak']);
  expect(rows.map((row) => row.coins)).toEqual([[3_000, 3_015], [1_250, 2_985]]);
  expect(rows[0]?.wattHours).toEqual([150_000, 100_500]);
  expect(rows[0]).toMatchObject({ exported: 10_000, earned: 80 });
});
