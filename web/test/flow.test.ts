import { expect, test } from 'vitest';
import { circuitsOf, pictureOf, type Link, type Node } from '../src/flow/rows';
import { layout, SLOT_LEAST } from '../src/flow/sankey';
import type { Balance, EnergyOf, Meter, Role } from '../src/model';

const FLOWS = { solar_home: 500, solar_battery: 300, solar_grid: 200, grid_home: 700, grid_battery: 0, battery_home: 400, battery_grid: 50 };
const balance = (change: Partial<Balance> = {}) => ({ home: 1_600, grid_import: 700, grid_export: 250, battery_charge: 300, flows: FLOWS, ...change }) as Balance;
const meter = (id: string, role: Role = 'load', parent: string | null = null) => ({ id, name: id, role, parent, channels: [{ name: 'power' }] }) as Meter;
const energies = (all: Record<string, number>): EnergyOf[] =>
  Object.entries(all).map(([id, energy_import]) => ({ meter: id, buckets: [{ start: 0, end: 1, energy_import, energy_export: 0, coverage: 1 }] }));

/** A small generator with a seed, so that a failure can be had again. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('what came in is what went out, and the home is its circuits and the rest', () => {
  const picture = pictureOf(balance(), [meter('oven'), meter('fridge')], energies({ oven: 900, fridge: 300 }));
  expect(picture?.in).toBe(2_150);
  expect(picture?.out).toBe(2_150);
  expect(picture?.nodes.find((node) => node.id === 'rest')?.energy).toBe(400);
  expect(picture?.excess).toBe(0);
});

test('circuits that measured more than the home are told, never clipped', () => {
  const picture = pictureOf(balance(), [meter('oven')], energies({ oven: 1_900 }));
  expect(picture?.excess).toBe(300);
  expect(picture?.nodes.some((node) => node.id === 'rest')).toBe(false);
});

test('many circuits are the largest and the sum of the others', () => {
  const next = numbers(3);
  const all = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`c${i}`, Math.round(next() * 70)]));
  const picture = pictureOf(balance(), Object.keys(all).map((id) => meter(id)), energies(all));
  const circuits = picture?.nodes.filter((node) => node.column === 2) ?? [];
  expect(circuits).toHaveLength(10);
  expect(circuits.reduce((sum, node) => sum + node.energy, 0)).toBeCloseTo(1_600, 6);
});

test('what was sold or charged and not seen to be given comes from where no meter is', () => {
  const picture = pictureOf(balance({ grid_export: 400, battery_charge: 300.0004 }), [], []);
  expect(picture?.nodes.find((node) => node.id === 'unknown')?.energy).toBe(150);
  expect(picture?.in).toBe(2_300);
  expect(picture?.out).toBe(2_300);
});

test('without a grid meter there is no picture', () => {
  expect(pictureOf(balance({ grid_import: null }), [], [])).toBeUndefined();
});

test('a device within a circuit is not counted twice', () => {
  const all = [meter('main', 'grid'), meter('kitchen', 'load', 'main'), meter('oven', 'load', 'kitchen'), meter('car', 'ev')];
  expect(circuitsOf(all).map((each) => each.id)).toEqual(['kitchen', 'car']);
});

test('nothing is drawn outside, nothing over another, and each ribbon is as thick as its energy', () => {
  const next = numbers(11);
  for (let turn = 0; turn < 400; turn++) {
    const nodes: Node[] = [];
    const links: Link[] = [];
    const loads = 1 + Math.floor(next() * 9);
    const energy = Array.from({ length: loads }, () => 1 + next() ** 6 * 50_000);
    const home = energy.reduce((sum, each) => sum + each, 0);
    nodes.push({ id: 'grid', column: 0, kind: 'grid', name: '', energy: home }, { id: 'home', column: 1, kind: 'home', name: '', energy: home });
    links.push({ from: 'grid', to: 'home', kind: 'grid', energy: home });
    energy.forEach((each, i) => {
      nodes.push({ id: `at ${i}`, column: 2, kind: 'load', name: '', energy: each });
      links.push({ from: 'home', to: `at ${i}`, kind: 'load', energy: each });
    });
    const height = Math.max(300, loads * (SLOT_LEAST + 8));
    const { boxes, ribbons } = layout(nodes, links, 600, height);
    for (const column of [0, 1, 2]) {
      const here = boxes.filter((box) => box.node.column === column);
      here.forEach((box, i) => {
        expect(box.y).toBeGreaterThanOrEqual(-0.01);
        expect(box.y + box.height).toBeLessThanOrEqual(height + 0.01);
        const before = here[i - 1];
        if (before) expect(box.y).toBeGreaterThan(before.y + before.height);
      });
    }
    const thick = ribbons.map((ribbon) => ribbon.thick / ribbon.link.energy);
    for (const each of thick) expect(each / (thick[0] ?? 1)).toBeCloseTo(1, 6);
    const drawn = boxes.find((box) => box.node.id === 'home');
    const sum = ribbons.filter((ribbon) => ribbon.link.from === 'home').reduce((all, ribbon) => all + ribbon.thick, 0);
    expect(sum).toBeCloseTo(drawn?.height ?? 0, 4);
  }
});
