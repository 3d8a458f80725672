import { expect, test } from 'vitest';
import { Counter } from '../src/live/counter';

test('a register carries the stored figure on', () => {
  const counter = new Counter();
  counter.anchor(5_000, 100);
  counter.take({ meter: 'grid', time: 1, energy_import: 5_010.5, energy_export: 100 });
  counter.settle({ in: 1_200, out: 30 });
  expect(counter.energy).toEqual({ in: 1_210.5, out: 30 });
});

test('a register that falls asks the store again', () => {
  const counter = new Counter();
  counter.anchor(5_000, undefined);
  counter.take({ meter: 'grid', time: 1, energy_import: 3 });
  expect(counter.fell).toBe(true);
});

test('power between two readings is a trapezoid, split where it crosses zero', () => {
  const counter = new Counter();
  counter.anchor(undefined, undefined);
  counter.take({ meter: 'roof', time: 0, power: 3_600 });
  counter.take({ meter: 'roof', time: 10_000, power: 7_200 });
  expect(counter.energy.in).toBeCloseTo(15, 9);
  counter.take({ meter: 'roof', time: 20_000, power: -7_200 });
  expect(counter.energy.in).toBeCloseTo(20, 9);
  expect(counter.energy.out).toBeCloseTo(5, 9);
});

test('a long silence adds nothing', () => {
  const counter = new Counter();
  counter.anchor(undefined, undefined);
  counter.take({ meter: 'roof', time: 0, power: 1_000 });
  counter.take({ meter: 'roof', time: 600_000, power: 1_000 });
  expect(counter.energy.in).toBe(0);
});

test('an interval brings its own energy', () => {
  const counter = new Counter();
  counter.anchor(undefined, undefined);
  counter.take({ meter: 'main', time: 0, interval_ms: 60_000, power: 600 });
  expect(counter.energy.in).toBe(10);
});
