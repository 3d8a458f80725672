import { expect, test } from 'vitest';
import { Exact, shared } from '../src/exact';

const of = Exact.of;

test('a tenth and two tenths are three tenths', () => {
  expect(of('0.1').plus(of('0.2')).toString()).toBe('0.3');
  expect(of('52.10').minus(of('52.1')).sign()).toBe(0);
  expect(of('-0.05').toString()).toBe('-0.05');
  expect(of('0.2841').times(of('123.456')).toString()).toBe('35.0738496');
});

test('a number of the wire is the decimal that was sent', () => {
  expect(of(1e-7).toString()).toBe('0.0000001');
  expect(of(1.5e21).toString()).toBe('1500000000000000000000');
  expect(of(0.1).toString()).toBe('0.1');
});

test('a share of the server’s has as many digits as it has', () => {
  expect(of('393.3980694614666666666666666666666666666667').rounded(2).toString()).toBe('393.40');
});

test('what is no decimal is none', () => {
  for (const text of ['', '.', '1,5', 'NaN', '1.', '--1', '1e', 'Infinity', '0x10']) expect(Exact.read(text)).toBeUndefined();
  expect(() => of(Number.NaN)).toThrow('NaN');
});

test('halves are rounded to the even neighbour, on both sides of zero', () => {
  const rounded = (text: string) => of(text).rounded(2).toString();
  expect(['0.005', '0.015', '0.025', '0.0251', '1.995', '-0.005', '-0.015', '-1.004'].map(rounded)).toEqual([
    '0.00', '0.02', '0.02', '0.03', '2.00', '0.00', '-0.02', '-1.00',
  ]);
  expect(of('3').rounded(2).toString()).toBe('3.00');
});

test('a mean is rounded once', () => {
  expect(of('1').over(3, 4).toString()).toBe('0.3333');
  expect(of('-2').over(3, 4).toString()).toBe('-0.6667');
  expect(of('0.0005').over(2, 3).toString()).toBe('0.000');
  expect(of('0.00050001').over(1, 3).toString()).toBe('0.001');
  expect(of('0.5').over(2, 1).toString()).toBe('0.2');
});

test('a hundred thousand cents are a thousand', () => {
  let sum = Exact.ZERO;
  for (let i = 0; i < 100_000; i++) sum = sum.plus(of('0.01'));
  expect(sum.toString()).toBe('1000.00');
});

test('shares of a day add up to the day, to the cent', () => {
  const weights = ['0.333', '0.333', '0.334'].map(of);
  const shares = shared(of('1.00'), weights);
  expect(shares.map(String)).toEqual(['0.33', '0.33', '0.34']);
  const odd = shared(of('0.10'), ['0.034', '0.034', '0.034'].map(of));
  expect(Exact.sum(odd).toString()).toBe('0.10');
  expect(shared(of('0.00'), []).length).toBe(0);
  expect(shared(of('0.02'), ['0', '0.0101'].map(of)).map(String)).toEqual(['0.00', '0.02']);
  expect(shared(of('5.00'), ['0', '0'].map(of)).map(String)).toEqual(['5.00', '0.00']);
});

test('shares add up whatever the weights are', () => {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let turn = 0; turn < 500; turn++) {
    const weights = Array.from({ length: 1 + Math.floor(random() * 6) }, () => of((random() * 9 - 1).toFixed(5)));
    const total = Exact.sum(weights).plus(of((random() * 0.04 - 0.02).toFixed(3))).rounded(2);
    expect(Exact.sum(shared(total, weights)).compare(total)).toBe(0);
  }
});
