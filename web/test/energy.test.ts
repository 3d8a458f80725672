import { expect, test } from 'vitest';
import { columnsOf, sumOf } from '../src/history/columns';
import { coverageAt, energiesOf, homeAmount, metersOf, net, totalOf, type Amount } from '../src/history/energy';
import { choices, energyLines, pickBy, POWER_MOST } from '../src/history/kinds';
import { HOME, linesOf } from '../src/history/lines';
import type { EnergyBucket, Meter, Role } from '../src/model';
import { DAY, HOUR } from '../src/stretches';

const meter = (id: string, role: Role, parent: string | null = null): Meter =>
  ({ id, role, name: id, parent, channels: ['power', 'energy_import'].map((name) => ({ name, kind: 'gauge', unit: 'W', last: null })) }) as unknown as Meter;
const bucket = (start: number, imported: number, exported = 0, more: Partial<EnergyBucket> = {}): EnergyBucket => ({
  start, end: start + HOUR, energy_import: imported, energy_export: exported, coverage: 1, ...more,
});
const house = [meter('grid', 'grid'), meter('roof', 'solar'), meter('box', 'battery'), meter('panel', 'load'), meter('oven', 'load', 'panel'), meter('pan', 'load', 'oven')];
const parents = new Map(house.map((each) => [each.id, each.parent]));
const bars = [{ start: 0, end: HOUR }, { start: HOUR, end: 2 * HOUR }];
const lines = (ids: string[]) => energyLines(linesOf(house).filter((line) => ids.includes(line.id)));
const energies = (ids: string[], buckets: [string, EnergyBucket[]][]) =>
  energiesOf('hour', bars, lines(ids), house, new Map(buckets), new Map(buckets), 2 * HOUR);

test('a screen’s width decides how fine the bars are', () => {
  expect(pickBy(7 * DAY, 1_000)).toBe('hour');
  expect(pickBy(7 * DAY, 330)).toBe('day');
  expect(pickBy(31 * DAY, 330)).toBe('day');
  expect(pickBy(365 * DAY, 1_000)).toBe('month');
  expect(pickBy(9 * 365 * DAY, 330)).toBe('year');
  expect(choices(DAY)).toEqual(['quarter', 'hour', 'day']);
  expect(choices(366 * DAY)).toEqual(['day', 'week', 'month', 'year']);
  // Two calendar days of 25 hours are still power.
  expect(49 * HOUR).toBeLessThan(POWER_MOST);
});

test('a meter has one bar, whatever of its channels are on', () => {
  expect(lines(['grid.power', 'grid.energy_import', HOME]).map((line) => line.id)).toEqual([HOME, 'grid.power']);
  expect(metersOf(lines([HOME, 'oven.power']), house)).toEqual(['oven', 'grid', 'roof', 'box']);
});

test('sources stand on each other, what goes back hangs below, and the home is what is left', () => {
  const all = energies([HOME, 'grid.power', 'roof.power', 'box.power'], [
    ['grid', [bucket(0, 500, 40, { cost: '0.15', earned: '0.01' }), bucket(HOUR, 100)]],
    ['roof', [bucket(0, 900), bucket(HOUR, 0)]],
    ['box', [bucket(0, 10, 300, { coverage: 0.5 })]],
  ]);
  const [supply] = columnsOf(all, 0, parents);
  expect(supply && [sumOf(supply, 'in'), sumOf(supply, 'out')]).toEqual([1_410, 340]);
  const home = all.amounts.get(HOME)?.[0] as Amount;
  expect(home.in).toBe(1_410 - 340);
  expect([home.cost, home.earned, net(home)]).toEqual(['0.15', '0.01', '0.14']);
  expect(coverageAt(all, 0)).toBe(0.5);
  // Of the second hour the battery says nothing: then nobody knows the home.
  expect(all.amounts.get(HOME)?.[1]).toBeUndefined();
});

test('a panel and its circuits are stacked to the panel, once', () => {
  const all = energies(['panel.power', 'pan.power', 'oven.power'], [['panel', [bucket(0, 1_000)]], ['oven', [bucket(0, 700)]], ['pan', [bucket(0, 200)]]]);
  const [use] = columnsOf(all, 0, parents);
  expect(use?.kind).toBe('use');
  expect(use && sumOf(use, 'in')).toBe(1_000);
  expect(Object.fromEntries(use?.pieces.map((piece) => [piece.line.meter, piece.wh]) ?? [])).toEqual({ panel: 300, oven: 500, pan: 200 });
  // Without the oven the pan is taken off the panel at once.
  const two = energies(['panel.power', 'pan.power'], [['panel', [bucket(0, 1_000)]], ['pan', [bucket(0, 200)]]]);
  expect(columnsOf(two, 0, parents)[0]?.pieces.map((piece) => piece.wh)).toEqual([800, 200]);
});

test('circuits stand beside the sources, and the home alone is a column', () => {
  const both = energies(['grid.power', 'oven.power', HOME], [['grid', [bucket(0, 5)]], ['roof', [bucket(0, 5)]], ['box', [bucket(0, 0)]], ['oven', [bucket(0, 3)]]]);
  expect(columnsOf(both, 0, parents).map((column) => column.kind)).toEqual(['supply', 'use']);
  const alone = energies([HOME], [['grid', [bucket(0, 5)]], ['roof', [bucket(0, 5)]], ['box', [bucket(0, 0, 2)]]]);
  expect(columnsOf(alone, 0, parents)[0]?.pieces).toMatchObject([{ side: 'in', wh: 8 }]);
});

test('a total adds money exactly, and knows none where a part has none', () => {
  expect(totalOf([bucket(0, 1, 2, { cost: '0.10', earned: null }), bucket(HOUR, 3, 0, { cost: '0.20', coverage: 0 })])).toEqual({
    in: 4, out: 2, cost: '0.30', earned: null, coverage: 0.5,
  });
  expect(totalOf([bucket(0, 1, 0, { cost: '0.10' }), bucket(HOUR, 3, 0, { cost: null })])?.cost).toBeNull();
  expect(totalOf([])).toBeUndefined();
  expect(homeAmount([], () => undefined)).toBeUndefined();
});

test('an hour that comes twice has two bars, and buckets of other bars are none of them', () => {
  const all = energies(['grid.power'], [['grid', [bucket(0, 1), bucket(HOUR, 2), bucket(7 * HOUR, 9)]]]);
  expect(all.amounts.get('grid.power')?.map((each) => each?.in)).toEqual([1, 2]);
});
