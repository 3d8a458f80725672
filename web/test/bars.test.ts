import { expect, test } from 'vitest';
import { marks, stack } from '../src/ui/scale';

test('an axis has round marks that hold everything, zero among them', () => {
  expect(marks(0, 9.3)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(marks(-3.2, 8)).toContain(0);
  expect(marks(0, 0.07)).toEqual([0, 0.02, 0.04, 0.06, 0.08]);
  for (const [least, most] of [[0, 1], [-7, 0], [-0.004, 0.009], [12, 4_900], [0, 0]] as const) {
    const all = marks(least, most);
    expect(all[0]).toBeLessThanOrEqual(Math.min(0, least));
    expect(all[all.length - 1]).toBeGreaterThanOrEqual(Math.max(0, most));
    expect(all.length).toBeLessThan(9);
    expect(all).toContain(0);
  }
});

test('values stand on one another, those below zero hang under it', () => {
  expect(stack([2, -1, 3, null, -4])).toEqual([
    { series: 0, from: 0, to: 2 },
    { series: 1, from: 0, to: -1 },
    { series: 2, from: 2, to: 5 },
    { series: 4, from: -1, to: -5 },
  ]);
});
