import { expect, test } from 'vitest';
import { cyclesOf } from '../src/circuits/cycles';
import { layersOf } from '../src/circuits/stack';
import { circuitsOf, energyRest, flat, matches, pathOf, restOf, settled, SORT_EACH, sorted, stateOf, treeOf } from '../src/circuits/tree';
import type { Meter, Role, Series } from '../src/model';

const meter = (id: string, parent: string | null = null, role: Role = 'load', names = ['power']) =>
  ({ id, name: `The ${id}`, role, parent, channels: names.map((name) => ({ name })) }) as Meter;

test('circuits are loads and cars, and what is measured under them', () => {
  const all = [meter('grid', null, 'grid'), meter('oven'), meter('car', null, 'ev'), meter('lamp', 'oven', 'other'), meter('spot', null, 'other', ['price']), meter('door', null, 'load', ['temperature'])];
  expect(circuitsOf(all).map((each) => each.id)).toEqual(['oven', 'car', 'lamp']);
});

test('circuits hang under their panels, and under the home where their parent is none', () => {
  const roots = treeOf([meter('panel', 'grid'), meter('oven', 'panel'), meter('clock', 'oven'), meter('shed')]);
  expect(roots.map((node) => node.meter.id)).toEqual(['panel', 'shed']);
  expect(flat(roots).map((node) => [node.meter.id, node.deep])).toEqual([['panel', 0], ['oven', 1], ['clock', 2], ['shed', 0]]);
  const clock = flat(roots).find((node) => node.meter.id === 'clock');
  expect(clock && pathOf(clock)).toEqual(['The panel', 'The oven']);
});

test('parents that go round in a ring lose nobody', () => {
  const roots = treeOf([meter('a', 'b'), meter('b', 'a'), meter('c', 'a'), meter('self', 'self')]);
  expect(flat(roots).map((node) => node.meter.id).sort()).toEqual(['a', 'b', 'c', 'self']);
});

test('a rest below nothing is told, unless it is no more than meters err', () => {
  expect(restOf(1_000, [300, 500], 20)).toEqual({ value: 200, isWrong: false, isSmall: false });
  expect(restOf(500, [420, 310], 20)).toEqual({ value: -230, isWrong: true, isSmall: false });
  expect(restOf(500, [510], 20)).toEqual({ value: -10, isWrong: false, isSmall: true });
  expect(restOf(500, [undefined, 100], 20)?.value).toBe(400);
  expect(restOf(undefined, [1], 20)).toBeUndefined();
  expect(restOf(500, [], 20)).toBeUndefined();
});

test('a rest of energy says nothing where the whole was silent while its parts were not', () => {
  const known = (wh: number, coverage: number) => ({ in: wh, coverage });
  expect(energyRest(known(500, 1), [known(420, 1), known(310, 0.5)], 50)).toMatchObject({ value: -230, isWrong: true, isUnlike: false });
  expect(energyRest(known(500, 0.6), [known(420, 1), known(310, 1)], 50)).toMatchObject({ value: -230, isWrong: false, isUnlike: true });
  expect(energyRest(undefined, [known(1, 1)], 50)).toBeUndefined();
});

test('the largest is first, what is not known last, and equals stay where they were', () => {
  const rows = [{ id: 'a', w: 5 }, { id: 'b', w: undefined }, { id: 'c', w: 9 }, { id: 'd', w: 5 }];
  expect(sorted(rows, (row) => row.w, ['d', 'a']).map((row) => row.id)).toEqual(['c', 'd', 'a', 'b']);
  expect(sorted(rows, (row) => row.id, []).map((row) => row.id)).toEqual(['a', 'b', 'c', 'd']);
});

test('rows change places only after five seconds, and never while they are held', () => {
  const first = settled({ ids: [], at: -Infinity }, ['a', 'b'], 0, false);
  expect(settled(first, ['b', 'a'], SORT_EACH - 1, false).ids).toEqual(['a', 'b']);
  expect(settled(first, ['b', 'a'], SORT_EACH, true).ids).toEqual(['a', 'b']);
  expect(settled(first, ['b', 'a'], SORT_EACH, false)).toEqual({ ids: ['b', 'a'], at: SORT_EACH });
  // Who comes meanwhile is put behind, who goes is gone.
  expect(settled(first, ['c', 'b'], 10, true).ids).toEqual(['b', 'c']);
});

test('a filter keeps the panels above what it finds', () => {
  const roots = treeOf([meter('panel'), meter('oven', 'panel'), meter('shed')]);
  const { found, shown } = matches(roots, ' OVEN ');
  expect([...found]).toEqual(['oven']);
  expect([...shown].sort()).toEqual(['oven', 'panel']);
  expect(matches(roots, '').found.size).toBe(3);
});

test('a state is told by power, and by silence', () => {
  expect([stateOf(90, false), stateOf(4, false), stateOf(0.2, false), stateOf(90, true), stateOf(undefined, false), stateOf(-40, false)]).toEqual([
    'on', 'standby', 'off', 'silent', 'silent', 'on',
  ]);
});

test('the six largest, the others and what nobody measured add up to the home', () => {
  const circuits = Array.from({ length: 9 }, (_, i) => ({ id: `c${i}`, values: [i, i === 3 ? null : i] }));
  const layers = layersOf(circuits, [50, null]);
  expect(layers.map((layer) => layer.id)).toEqual(['c8', 'c7', 'c6', 'c5', 'c4', 'c2', 'other', 'rest']);
  expect(layers.at(-1)?.values).toEqual([50 - 36, null]);
  expect(layers.reduce((sum, layer) => sum + (layer.values[0] ?? 0), 0)).toBe(50);
  // More circuits than home: that is seen, not clipped.
  expect(layersOf([{ id: 'a', values: [30] }], [20]).at(-1)).toEqual({ id: 'rest', values: [-10] });
  expect(layersOf([{ id: 'a', values: [30] }], [null]).map((layer) => layer.id)).toEqual(['a']);
});

const MINUTE = 60_000;
const series = (mean: number[], time = mean.map((_, i) => i * MINUTE)): Series => ({
  meter: 'a', channel: 'power', unit: 'W', resolution: MINUTE, coverage: 1, time, mean, min: mean, max: mean,
});
const repeated = (part: number[], times: number) => Array.from({ length: times }, () => part).flat();

test('a fridge that runs ten of thirty minutes is counted', () => {
  const cycles = cyclesOf(series(repeated([...repeated([2], 20), ...repeated([90], 10)], 6)));
  expect(cycles?.count).toBe(6);
  expect(cycles?.onMillis).toBe(10 * MINUTE);
  expect(cycles?.part).toBeCloseTo(1 / 3, 1);
  expect(cycles?.watts).toBe(90);
});

test('what does not switch has no cycles, and a gap is none', () => {
  expect(cyclesOf(series(repeated([40, 41, 43], 20)))).toBeUndefined();
  expect(cyclesOf(series(Array.from({ length: 100 }, (_, i) => i)))).toBeUndefined();
  expect(cyclesOf(series([1, 90]))).toBeUndefined();
  const mean = [...repeated([2], 10), ...repeated([90], 10), ...repeated([2], 10), ...repeated([90], 10), ...repeated([2], 10)];
  // Two hours of silence in the middle of the second run: it began before, and nobody saw it end or begin.
  const time = mean.map((_, i) => (i + (i >= 35 ? 120 : 0)) * MINUTE);
  expect(cyclesOf(series(mean, time))).toMatchObject({ count: 2, onMillis: 10 * MINUTE });
});
