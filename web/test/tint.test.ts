import { expect, test } from 'vitest';
import type { Meter, Role } from '../src/model';
import { tints } from '../src/ui/tint';

const meters = (ids: string[], role: Role = 'load') => ids.map((id) => ({ id, role }) as Meter);
const ids = (count: number) => Array.from({ length: count }, (_, i) => `circuit ${i}`);
const text = (tint: { colour: string; texture: string } | undefined) => `${tint?.colour} ${tint?.texture}`;

test('27 circuits can be told apart, the first nine by colour alone', () => {
  const all = [...tints(meters(ids(27))).values()];
  expect(new Set(all.map(text)).size).toBe(27);
  const few = [...tints(meters(ids(9))).values()];
  expect(new Set(few.map((tint) => tint.colour)).size).toBe(9);
  expect(few.every((tint) => tint.texture === 'solid')).toBe(true);
});

test('a circuit keeps its colour whatever the order, and nearly always when another one comes', () => {
  const before = tints(meters(ids(6)));
  expect(tints(meters(ids(6).reverse()))).toEqual(before);
  const after = tints(meters([...ids(6), 'sauna']));
  const kept = ids(6).filter((id) => text(before.get(id)) === text(after.get(id)));
  expect(kept.length).toBeGreaterThanOrEqual(4);
});

test('sources have colours of their own', () => {
  expect(text(tints(meters(['box'], 'battery')).get('box'))).toBe('battery dots');
});
