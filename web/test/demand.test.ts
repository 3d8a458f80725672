import { expect, test } from 'vitest';
import { added, chargeOn } from '../src/demand/charge';
import { Climb, countdown, readGauge } from '../src/demand/gauge';
import { powerAt, spell } from '../src/demand/words';
import type { Tariff } from '../src/model';

const MINUTE = 60_000;
const at = (minutes: number) => minutes * MINUTE;
/** Five minutes of 3 kW, then ten to come of what is used now. */
const running = (present: number) => ({ start: 0, end: at(15), power: 1_000, projected: 1_000 + (present * 10) / 15 });

test('below its limit it says how much may be used', () => {
  const reading = readGauge(running(3_000), 4_000, at(5));
  expect(reading).toMatchObject({ state: 'below', shed: 0, left: at(10), present: 3_000, allowed: 4_500, passes: undefined });
  expect(reading.part).toBeCloseTo(1 / 3, 9);
});

test('above its limit it says what to shed, and that is just enough', () => {
  const reading = readGauge(running(6_000), 4_000, at(5));
  expect(reading.state).toBe('over');
  expect(reading.shed).toBeCloseTo(1_500, 6);
  const after = readGauge(running(6_000 - reading.shed), 4_000, at(5));
  expect(after.state).toBe('close');
  expect(reading.passes).toBeCloseTo(at(12.5), 0);
});

test('what was passed can’t be shed any more', () => {
  expect(readGauge({ ...running(6_000), power: 4_100 }, 4_000, at(5))).toMatchObject({ state: 'passed', shed: 0 });
});

test('without a limit it is the first of its kind', () => {
  expect(readGauge(running(3_000), undefined, at(5))).toMatchObject({ state: 'free', allowed: undefined });
});

test('at the very end and after it nothing is divided by nothing', () => {
  for (const now of [at(15), at(16), at(15) - 1]) {
    const reading = readGauge({ start: 0, end: at(15), power: 2_000, projected: 2_000 }, 4_000, now);
    expect(reading).toMatchObject({ present: 0, allowed: undefined, state: 'below' });
  }
  expect(countdown(-5)).toBe('0:00');
  expect(countdown(367_000)).toBe('6:07');
  expect(countdown(59_001)).toBe('1:00');
});

test('a climb begins at nothing with each interval, and never goes back', () => {
  const climb = new Climb();
  climb.take(running(3_000), at(5));
  climb.take(running(3_000), at(5));
  climb.take(running(3_000), at(4));
  expect(climb.points).toHaveLength(2);
  climb.take({ ...running(3_000), start: at(15), end: at(30) }, at(16));
  expect(climb.points[0]).toEqual({ part: 0, power: 0 });
  expect(climb.points).toHaveLength(2);
});

const tariff: Tariff = {
  name: 'Home',
  versions: [
    { from: '2025-01-01', energy: { kind: 'flat', price: '0.2' } },
    { from: '2026-01-01', energy: { kind: 'flat', price: '0.2' }, demand: { name: 'Peak', per_kw: '4.10', floor_kw: '2.5' }, taxes: [{ name: 'VAT', percent: '21', on: ['demand'] }] },
  ],
};

test('a higher peak costs what it is above the one before, and never below the floor', () => {
  expect(chargeOn(tariff, '2025-12-31')).toBeUndefined();
  expect(chargeOn(null, '2026-01-01')).toBeUndefined();
  const charge = chargeOn(tariff, '2026-03-29');
  expect(charge && added(charge, 5_000, 4_000).rounded(4).toString()).toBe('4.9610');
  expect(charge && added(charge, 3_000, 1_000).rounded(4).toString()).toBe('2.4805');
  expect(charge && added(charge, 2_400, 1_000).sign()).toBe(0);
});

test('a duration curve is read by its parts', () => {
  const curve = [0.25, 0.5, 0.75, 1].map((part, i) => ({ part, power: 4_000 - i * 1_000 }));
  expect(powerAt(curve, 0.5)).toBe(3_000);
  expect(powerAt(curve, 0.51)).toBe(2_000);
  expect(powerAt([], 0.5)).toBeUndefined();
  expect([spell(30 * MINUTE), spell(7.2 * 60 * MINUTE), spell(15 * 24 * 60 * MINUTE)]).toEqual(['30 minutes', '7 hours', '15 days']);
});
