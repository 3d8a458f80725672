import { expect, test } from 'vitest';
import { hoursOf, typical } from '../src/live/figures';
import type { Balance, PriceStep } from '../src/model';
import { advice, levels } from '../src/now/advice';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const hour = (start: number, home: number, cost: string | null = null, coverage = 1) => ({ start, end: start + HOUR, home, cost, coverage, grid_import: home, solar: null, co2_g: null }) as Balance;

test('the bars of today sum to the figure beside them', () => {
  const begin = at('2026-11-25T00:00:00Z');
  const all = [hour(begin - HOUR, 900), hour(begin, 100), hour(begin + HOUR, 200), hour(begin + 2 * HOUR, 10)];
  const today = { start: begin, home: 345 } as Balance;
  expect(hoursOf(all, today, 'home')).toEqual([100, 200, 45]);
  expect(hoursOf([], today, 'home')).toEqual([]);
});

test('a typical day is the mean of the days before until this time of day', () => {
  const begin = at('2026-11-25T00:00:00Z');
  const all = [1, 2].flatMap((day) => Array.from({ length: 24 }, (_, i) => hour(begin - day * 24 * HOUR + i * HOUR, day * 100, '0.10')));
  const usual = typical(all, begin, begin + 2.5 * HOUR, 'UTC');
  expect(usual?.until.home).toBeCloseTo(2.5 * 150, 6);
  expect(usual?.until.cost).toBeCloseTo(0.25, 6);
  expect(usual?.watts).toBe(150);
  expect(usual?.until.solar).toBeUndefined();
  expect(typical(all.slice(0, 24), begin, begin + HOUR, 'UTC')).toBeUndefined();
});

const step = (from: number, to: number, price: string, name = ''): PriceStep => ({ start: from * HOUR, end: to * HOUR, price, band: name || null, name, feed_in: null });
const bands = [step(7, 17, '0.31', 'Mid'), step(17, 21, '0.41', 'Peak'), step(21, 22, '0.31', 'Mid'), step(22, 31, '0.22', 'Off-peak')];

test('bands are as dear as their place among the prices', () => {
  expect(bands.map(levels(bands))).toEqual(['mid', 'high', 'mid', 'low']);
  expect(levels([step(0, 24, '0.30')])(step(0, 24, '0.30'))).toBe('mid');
  const spot = ['0.10', '-0.02', '0.30', '0.29', '0.11', '0.20', '0.12'].map((price, i) => step(i, i + 1, price));
  expect(spot.map(levels(spot))).toEqual(['low', 'low', 'high', 'high', 'low', 'high', 'mid']);
});

test('it is said when it is cheap, and until when', () => {
  expect(advice(bands, 11 * HOUR)).toEqual({ kind: 'cheap_later', from: 22 * HOUR, price: '0.22' });
  expect(advice([...bands, step(31, 40, '0.31', 'Mid')], 23 * HOUR)).toEqual({ kind: 'cheap_now', until: 31 * HOUR });
  expect(advice(bands, 23 * HOUR)).toEqual({ kind: 'same' });
  expect(advice([], 23 * HOUR)).toEqual({ kind: 'same' });
});
