import { expect, test } from 'vitest';
import { age, date, dayTime, energy, joined, MISSING, power, spoken, value, wattsMark } from '../src/format';
import { ghostOf, silences, tableOf } from '../src/history/data';
import { gapOf } from '../src/history/runs';
import { chosen, HOME, homeSeries, linesOf, wanted } from '../src/history/lines';
import { Steps } from '../src/live/steps';
import type { Channel, Meter, Role, Series } from '../src/model';

test('power has three figures and the unit that fits', () => {
  const shown = (watts: number) => joined(power(watts)).replace(/\s/g, ' ');
  expect(shown(842.4)).toBe('842 W');
  expect(shown(2_414)).toBe('2.41 kW');
  expect(shown(24_140)).toBe('24.1 kW');
  expect(shown(-1_200)).toMatch(/[-−]1\.20 kW/);
  expect(shown(2.4)).toBe('0 W');
  expect(wattsMark(2_500)).toBe('2.5 kW');
  expect(wattsMark(11_000)).toBe('11 kW');
});

test('what is missing is a dash, never a zero', () => {
  expect(power(undefined).number).toBe(MISSING);
  expect(energy(Number.NaN).number).toBe(MISSING);
  expect(value(undefined, 'V')).toBe(MISSING);
});

test('units are spoken in full', () => {
  expect(spoken(power(2_410))).toContain('kilowatts');
  expect(spoken(energy(2_410))).toContain('kilowatt-hours');
});

test('a day’s name and a time of that day are formats of their own', () => {
  expect(date(0, 'UTC', 'day')).not.toContain(':');
  expect(dayTime(0, 'UTC')).toContain(':');
});

test('an age has one unit', () => {
  expect(age(1_234)).toBe('1.2 s');
  expect(age(130_000)).toBe('2 min');
});

const series = (meter: string, time: number[], mean: number[], resolution = 0): Series => ({
  meter, channel: 'power', unit: 'W', resolution, coverage: 1, time, mean, min: mean, max: mean,
});

test('a gap in the data is a gap in the chart', () => {
  const table = tableOf([series('a', [0, 1_000, 600_000], [1, 2, 3])]);
  expect(table[1]).toEqual([1, 2, null, 3]);
});

test('lines with times of their own share one axis without breaking', () => {
  const table = tableOf([series('a', [0, 2_000], [1, 3]), series('b', [1_000], [7])]);
  expect(table[0]).toEqual([0, 1, 2]);
  expect(table[1]).toEqual([1, undefined, 3]);
  expect(gapOf(series('a', [0, 60_000, 120_000], [1, 1, 1]))).toBe(300_000);
});

test('what nobody measured is a stretch, before, between and after the points', () => {
  const drawn = { lines: [], table: tableOf([]), series: [series('a', [600_000, 601_000, 900_000], [1, 1, 1]), series('b', [602_000, 603_000], [1, 1])], from: 0, to: 2_000_000 };
  expect(silences(drawn, 0, 2_000_000)).toEqual([
    { start: 0, end: 600_000 },
    { start: 603_000, end: 900_000 },
    { start: 900_000, end: 2_000_000 },
  ]);
  expect(silences({ ...drawn, series: [] }, 0, 9)).toEqual([]);
});

test('a ghost keeps its gaps, and leaves out what has no place', () => {
  const ghost = ghostOf(series('a', [0, 1_000, 2_000, 900_000], [1, 2, 3, 4]), (time) => (time === 1_000 ? undefined : time + 10_000));
  expect(ghost).toEqual([[10, 12, 909.999, 910], [1, 3, null, 4]]);
});

const meter = (id: string, role: Role, names = ['power']): Meter =>
  ({ id, role, name: id, parent: null, channels: names.map((name) => ({ name, kind: 'gauge', unit: 'W', last: null }) as Channel) }) as Meter;

test('the home is reckoned where all of its parts are known', () => {
  const meters = [meter('grid', 'grid'), meter('roof', 'solar')];
  const home = homeSeries(meters, [series('grid', [0, 60_000, 900_000], [100, 200, 300]), series('roof', [0, 60_000], [50, 60])]);
  expect(home.time).toEqual([0, 60_000]);
  expect(home.mean).toEqual([150, 260]);
});

test('the address chooses the lines, else the home and its sources', () => {
  const meters = [meter('grid', 'grid'), meter('roof', 'solar'), meter('oven', 'load')];
  const all = linesOf(meters);
  expect(chosen(all, null, meters).map((line) => line.id)).toEqual([HOME, 'grid.power', 'roof.power']);
  expect(chosen(all, 'oven.power', meters).map((line) => line.id)).toEqual(['oven.power']);
  expect(wanted(all.filter((line) => line.id === HOME), meters)).toEqual(['grid.power', 'roof.power']);
});

test('a switch is a step, noise and drift are not', () => {
  const steps = new Steps();
  let time = 0;
  const feed = (watts: number, count: number) => {
    for (let i = 0; i < count; i++) steps.take('kettle', (time += 100), watts + (i % 3) * 10);
  };
  feed(20, 30);
  feed(2_000, 30);
  expect(steps.seen).toHaveLength(1);
  expect(steps.seen[0]?.watts).toBeGreaterThan(1_800);
  expect(steps.seen[0]?.time).toBe(3_100);
  feed(20, 30);
  expect(steps.seen[1]?.watts).toBeLessThan(-1_800);
  for (let watts = 20; watts < 2_000; watts += 2) feed(watts, 1);
  expect(steps.seen).toHaveLength(2);
});
