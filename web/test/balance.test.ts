import { expect, test } from 'vitest';
import { flows, homePower, layers } from '../src/live/balance';
import type { Meter, Role } from '../src/model';

const meter = (id: string, role: Role, parent: string | null = null) => ({ id, role, parent }) as Meter;
const house = [meter('grid', 'grid'), meter('roof', 'solar'), meter('box', 'battery')];
const powers = (grid: number, roof: number, box: number) =>
  homePower(house, (id) => ({ grid, roof, box })[id as 'grid' | 'roof' | 'box']);

/** A small generator with a seed, so that a failure can be had again. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('the home takes what the grid, the sun and the battery give', () => {
  expect(powers(1000, 500, -300).home).toBe(1200);
  expect(powers(-200, 900, 0).home).toBe(700);
});

test('what flows out of each source and into each sink is what its meter shows', () => {
  const next = numbers(7);
  for (let i = 0; i < 5_000; i++) {
    const grid = Math.round((next() - 0.5) * 8_000);
    const solar = Math.round(next() * 6_000);
    // No battery fills the grid and no home gives: the meters of one site agree.
    const battery = Math.max(Math.round((next() - 0.5) * 6_000), -grid - solar);
    const all = powers(grid, solar, battery);
    const sum = (where: 'from' | 'to', who: string) =>
      flows(all).filter((flow) => flow[where] === who).reduce((total, flow) => total + flow.watts, 0);
    const near = (a: number, b: number) => expect(Math.abs(a - b), `${grid} ${solar} ${battery}`).toBeLessThan(0.3);
    near(sum('from', 'solar'), solar);
    near(sum('from', 'grid'), Math.max(0, grid));
    near(sum('from', 'battery'), Math.max(0, battery));
    near(sum('to', 'home'), all.home ?? 0);
    near(sum('to', 'grid'), Math.max(0, -grid));
    near(sum('to', 'battery'), Math.max(0, -battery));
  }
});

test('the layers are never above one another', () => {
  const [home, both, sun] = layers(powers(100, 2000, 500)) ?? [0, 0, 0];
  expect(home).toBe(2600);
  expect(both).toBeLessThanOrEqual(home);
  expect(sun).toBeLessThanOrEqual(both);
});

test('without a grid meter the home is what its own loads take, circuits counted once', () => {
  const loads = [meter('main', 'load'), meter('oven', 'load', 'main'), meter('shed', 'load')];
  expect(homePower(loads, (id) => ({ main: 900, oven: 700, shed: 50 })[id as 'main']).home).toBe(950);
});

test('nothing measured is not zero', () => {
  expect(homePower(house, () => undefined).home).toBeUndefined();
});
