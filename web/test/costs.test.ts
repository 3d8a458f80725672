import { expect, test } from 'vitest';
import { grainOf, grouping, lettersOf, meanPrice, partsOf } from '../src/costs/bands';
import { cheapest, cheapStretch, priceOver } from '../src/costs/windows';
import { besides, madeOf } from '../src/costs/parts';
import { billName, verdict } from '../src/costs/text';
import { Exact } from '../src/exact';
import type { BillPreview, EnergyBucket, PriceStep, Tariff } from '../src/model';

const HOUR = 3_600_000;
const step = (start: number, end: number, price: string, band: string | null = null, name = band ?? 'Energy'): PriceStep => ({
  start: start * HOUR, end: end * HOUR, price, band, name, feed_in: null,
});
const bucket = (start: number, end: number, energy_import: number): EnergyBucket => ({ start: start * HOUR, end: end * HOUR, energy_import, energy_export: 0, coverage: 1 });

const bands = [step(0, 7, '0.20', 'off', 'Off-peak'), step(7, 17, '0.26', 'mid', 'Mid'), step(17, 21, '0.34', 'peak', 'Peak'), step(21, 24, '0.20', 'off', 'Off-peak')];

test('bands are ranked by price, each with its colour and its letter', () => {
  const { kind, groups, of } = grouping(bands);
  expect(kind).toBe('named');
  expect(groups.map(({ name, letter, tone }) => [name, letter, tone])).toEqual([
    ['Off-peak', 'O', 'band-off'], ['Mid', 'M', 'band-mid'], ['Peak', 'P', 'band-peak'],
  ]);
  expect(bands.map(of)).toEqual([0, 1, 2, 0]);
});

test('letters tell bands apart, whatever their names', () => {
  expect(lettersOf(['Night', 'Day'])).toEqual(['N', 'D']);
  expect(lettersOf(['Peak low', 'Peak mid', 'Peak'])).toEqual(['O', 'M', 'P']);
  expect(lettersOf(['a', 'a2', 'a3', 'a4'])).toEqual(['1', '2', '3', '4']);
});

test('one price, even if it was raised, is one group', () => {
  expect(grouping([step(0, 24, '0.28'), step(24, 48, '0.29')]).kind).toBe('one');
  expect(grouping([]).groups).toHaveLength(1);
});

test('a market’s hours are put in thirds of the time', () => {
  const steps = Array.from({ length: 24 }, (_, i) => step(i, i + 1, (0.1 + ((i * 7) % 24) / 100).toFixed(2)));
  const { kind, groups, of } = grouping(steps);
  expect(kind).toBe('thirds');
  expect([0, 1, 2].map((third) => steps.filter((each) => of(each) === third).length)).toEqual([8, 8, 8]);
  expect(groups.map((group) => group.letter)).toEqual(['C', 'U', 'D']);
});

test('a mean price is weighted by time', () => {
  expect(meanPrice([step(0, 1, '0.10'), step(1, 4, '0.20')]).toString()).toBe('0.175000');
});

test('what was bought is in the group that held', () => {
  const grouped = grouping(bands);
  const { parts, unpriced } = partsOf([bucket(6, 7, 500), bucket(7, 8, 1_000), bucket(18, 19, 250), bucket(30, 31, 90)], bands, grouped, 0, 48 * HOUR);
  expect(parts.map((part) => [part.wattHours, part.cost.rounded(4).toString()])).toEqual([[500, '0.1000'], [1_000, '0.2600'], [250, '0.0850']]);
  expect(unpriced).toBe(90);
});

test('a change of price inside a bucket splits its energy by time', () => {
  const steps = [step(0, 0.5, '0.10', 'a'), step(0.5, 2, '0.40', 'b')];
  const grouped = grouping(steps);
  const { parts } = partsOf([bucket(0, 1, 2_000)], steps, grouped, 0, HOUR);
  expect(Exact.sum(parts.map((part) => part.cost)).rounded(2).toString()).toBe('0.50');
  expect(grainOf(steps).by).toBe('half_hour');
  expect(grainOf(bands).by).toBe('hour');
  expect(grainOf([step(0, 0.25, '1'), step(0.25, 1, '2')]).by).toBe('quarter');
});

const market = [0.3, 0.25, 0.1, 0.12, 0.4, 0.05].map((price, i) => step(i, i + 1, String(price)));

test('the cheapest hours are contiguous and to come', () => {
  expect(cheapest(market, 0, 1)?.start).toBe(5 * HOUR);
  expect(cheapest(market, 0, 2)?.start).toBe(2 * HOUR);
  expect(cheapest(market, 0, 2)?.price.toString()).toBe('0.110000');
  expect(cheapest(market, 2.5 * HOUR, 3)?.start).toBe(3 * HOUR);
  expect(cheapest(market, 4 * HOUR, 3)).toBeUndefined();
});

test('of windows that are alike the earliest is told', () => {
  expect(cheapest([step(0, 24, '0.2')], 3 * HOUR, 2)?.start).toBe(3 * HOUR);
});

test('a window never reaches over a hole in the prices', () => {
  const holed = [step(0, 1, '0.1'), step(2, 3, '0.1')];
  expect(priceOver(holed, 0, 2 * HOUR)).toBeUndefined();
  expect(cheapest(holed, 0, 2)).toBeUndefined();
});

test('the next cheap band is told whole, from before now too', () => {
  expect(cheapStretch(bands, 10 * HOUR)).toEqual({ start: 21 * HOUR, end: 24 * HOUR, price: '0.20' });
  const over = [...bands, step(24, 31, '0.20', 'off', 'Off-peak')];
  expect(cheapStretch(over, 22 * HOUR)).toEqual({ start: 21 * HOUR, end: 31 * HOUR, price: '0.20' });
  expect(cheapStretch([], 0)).toBeUndefined();
});

const at = (text: string) => Date.parse(text);

test('a bill is named by its month where it is one, in the site’s zone', () => {
  expect(billName(at('2026-02-28T23:00:00Z'), at('2026-03-31T22:00:00Z'), 'Europe/Amsterdam')).toMatch(/^Mar/);
  expect(billName(at('2026-10-31T23:00:00Z'), at('2026-11-25T09:30:00Z'), 'Europe/Amsterdam')).toMatch(/^Nov/);
  expect(billName(at('2026-03-16T23:00:00Z'), at('2026-04-16T22:00:00Z'), 'Europe/Amsterdam')).toMatch(/17.*16/);
});

test('a preview says how many bills change and by what', () => {
  const period = (from: number, difference: string) => ({ from, to: from + HOUR, current: '10.00', other: '9.00', difference });
  const preview = (difference: string, ...all: string[]) => ({ difference, periods: all.map((each, i) => period(i * HOUR, each)) }) as BillPreview;
  const text = (value: BillPreview) => verdict(value, 'EUR', 'UTC').text.replace(/\s/g, ' ');
  expect(text(preview('-12.30', '-12.30', '0.00'))).toMatch(/^This changes one bill \(.*\): in total €?12\.30.* less\.$/);
  expect(text(preview('3.00', '1.00', '2.00'))).toMatch(/2 bills.*3\.00.* more/);
  expect(text(preview('0.00', '1.00', '-1.00'))).toContain('in total the same');
  expect(verdict(preview('0.00', '0.00'), 'EUR', 'UTC')).toMatchObject({ changed: 0, isSame: true });
});

test('the parts of a price add up to the price', () => {
  const tariff: Tariff = {
    name: 'A',
    versions: [
      { from: '2025-01-01', energy: { kind: 'flat', price: '0.10' } },
      { from: '2026-01-01', energy: { kind: 'flat', price: '0.30' }, charges: [{ name: 'Grid', per_kwh: '0.05' }], taxes: [{ name: 'VAT', percent: '20', on: ['energy', 'charge'] }, { name: 'Fee', percent: '9', on: ['standing'] }] },
    ],
  };
  const parts = (day: string) => madeOf(tariff, day).map((part) => [part.name, part.amount.rounded(3).toString()]);
  expect(parts('2026-05-01')).toEqual([['Energy', '0.300'], ['Grid', '0.050'], ['VAT', '0.070']]);
  expect(parts('2025-05-01')).toEqual([['Energy', '0.100']]);
  expect(parts('2024-05-01')).toEqual([]);
});

test('what is paid besides has each tier, day and kilowatt', () => {
  const version: Tariff['versions'][number] = {
    from: '2026-01-01',
    energy: { kind: 'tiers', tiers: [{ name: 'First', up_to_kwh: '100', price: '0.20' }, { name: 'Rest', price: '0.30' }] },
    standing: [{ name: 'Connection', per_day: '0.82' }],
    demand: { name: 'Peak', per_kw: '4.10', floor_kw: '2.5' },
    feed_in: { kind: 'flat', price: '0.08' },
  };
  expect(besides(version).map((each) => `${each.name}: ${each.amount}/${each.unit}`)).toEqual([
    'First, to 100 kWh: 0.20/kWh', 'Rest: 0.30/kWh', 'Connection: 0.82/day', 'Peak, at least 2.5 kW: 4.10/kW', 'Feeding in earns: 0.08/kWh',
  ]);
});
