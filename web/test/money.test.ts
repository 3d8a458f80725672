import { expect, test } from 'vitest';
import { difference, isDecimal, negated, sign, sum } from '../src/decimal';
import { carbon, dates, joined, kWh, MISSING, money, moneyDifference, percent, price } from '../src/format';

const plain = (text: string) => text.replace(/\s/g, ' ');

test('decimal texts are added exactly', () => {
  expect(sum(['0.1', '0.2'])).toBe('0.3');
  expect(sum(['3.61', '-0.125', '12'])).toBe('15.485');
  expect(sum([])).toBe('0');
  expect(sum(Array<string>(1_000).fill('0.01'))).toBe('10.00');
  expect(sum(['90071992547409.93', '0.01'])).toBe('90071992547409.94');
  expect(difference('3.61', '4')).toBe('-0.39');
  expect(negated('-0.05')).toBe('0.05');
  expect([sign('-0.01'), sign('0.00'), sign('2')]).toEqual([-1, 0, 1]);
  expect(() => sum(['3,61'])).toThrow('3,61');
});

test('a form takes decimals as the wire has them', () => {
  expect(['0.2841', '-3', ' 7 '].every(isDecimal)).toBe(true);
  expect(['', '0,28', '1e3', '.5', 'abc'].some(isDecimal)).toBe(false);
});

test('money is printed to the smallest coin, without going through a float', () => {
  expect(money('3.61', 'EUR')).toMatch(/3\.61/);
  expect(money('123', 'JPY')).not.toContain('.');
  expect(money('90071992547409.93', 'EUR')).toContain('409.93');
  expect(money(null, 'EUR')).toBe(MISSING);
  expect(moneyDifference('-12.30', 'EUR')).toMatch(/^−.*12\.30/);
  expect(moneyDifference('12.30', 'EUR')).toMatch(/^\+.*12\.30/);
  expect(price('0.3412', 'EUR')).toMatch(/0\.3412.*\/kWh/);
});

test('what is not known is a dash here too', () => {
  expect([kWh(null), percent(undefined), carbon(null).number, price(undefined, 'EUR')]).toEqual([MISSING, MISSING, MISSING, MISSING]);
});

test('carbon has the unit that fits', () => {
  expect([812, 2_410, 24_140, 2_410_000].map((grams) => plain(joined(carbon(grams))))).toEqual(['812 g', '2.41 kg', '24.1 kg', '2.41 t']);
});

test('a stretch of days names its last day, not the one after', () => {
  expect(dates(Date.parse('2026-03-28T23:00:00Z'), Date.parse('2026-03-30T22:00:00Z'), 'Europe/Amsterdam')).not.toMatch(/31/);
});
