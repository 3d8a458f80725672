import { expect, test } from 'vitest';
import { Ring } from '../src/live/ring';

test('the newest pushes the oldest out', () => {
  const ring = new Ring(3);
  for (const time of [1, 2, 3, 4]) ring.push(time * 1000, time);
  expect(ring.since(0, Infinity)).toEqual([[2, 3, 4], [2, 3, 4]]);
});

test('a row at the newest time replaces it, an older one is left out', () => {
  const ring = new Ring(4, 2);
  ring.push(1000, 1, 10);
  ring.push(2000, 2, 20);
  ring.push(2000, 3, 30);
  ring.push(1500, 9, 90);
  expect(ring.since(0, Infinity)).toEqual([[1, 2], [1, 3], [10, 30]]);
});

test('rows that lie far apart have a gap between them', () => {
  const ring = new Ring(4);
  ring.push(0, 1);
  ring.push(10_000, 2);
  expect(ring.since(0, 5_000)).toEqual([[0, 0.001, 10], [1, null, 2]]);
});

test('what is stored goes before what came meanwhile', () => {
  const ring = new Ring(8);
  ring.push(3000, 3);
  ring.push(4000, 4);
  const older = new Ring(8);
  for (const time of [1, 2, 3]) older.push(time * 1000, -time);
  ring.prepend(older);
  expect(ring.since(0, Infinity)).toEqual([[1, 2, 3, 4], [-1, -2, 3, 4]]);
});
