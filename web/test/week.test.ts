import { expect, test } from 'vitest';
import { brushes, labelOf } from '../src/tariff/bands';
import { daysText, frameOf } from '../src/tariff/week';

test('a stroke covers the days and quarter hours between two cells, whichever way it went', () => {
  const framed = { days: [0, 1, 2], from: 28, to: 40 };
  expect(frameOf({ day: 0, at: 7 }, { day: 2, at: 9 }, 'one', 4)).toEqual(framed);
  expect(frameOf({ day: 2, at: 9 }, { day: 0, at: 7 }, 'one', 4)).toEqual(framed);
  expect(frameOf({ day: 6, at: 0 }, { day: 6, at: 0 }, 'one', 1)).toEqual({ days: [6], from: 0, to: 1 });
});

test('a stroke on a working day can be for all of them, and one on Sunday is not', () => {
  expect(frameOf({ day: 3, at: 0 }, { day: 3, at: 0 }, 'work', 4).days).toEqual([0, 1, 2, 3, 4]);
  expect(frameOf({ day: 6, at: 0 }, { day: 6, at: 0 }, 'work', 4).days).toEqual([6]);
  expect(frameOf({ day: 6, at: 0 }, { day: 6, at: 0 }, 'all', 4).days).toHaveLength(8);
});

test('days are named as runs, and a holiday is none of the week', () => {
  expect(daysText([0, 1, 2, 3, 4])).toBe('Mon–Fri');
  expect(daysText([5, 6, 7])).toBe('Sat, Sun, Holiday');
  expect(daysText([0, 2, 3])).toBe('Mon, Wed, Thu');
  expect(daysText([0, 1, 2, 3, 4, 5, 6, 7])).toBe('All days');
});

test('a season is named by its months, a winter as one run', () => {
  expect(labelOf([1, 2, 11, 12])).toMatch(/^Nov.*–Feb/);
  expect(labelOf([6])).toMatch(/^Jun/);
  expect(labelOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).toBe('All year');
});

test('bands have the colour of their rank in price as soon as all prices are there', () => {
  const band = (name: string, price: string) => ({ id: name, name, price });
  expect(brushes([band('Day', '0.30'), band('Night', '0,20')]).map((brush) => brush.tone)).toEqual(['band-peak', 'band-off']);
  expect(brushes([band('Day', '0.30'), band('Night', '')]).map((brush) => brush.tone)).toEqual(['band-off', 'band-peak']);
  expect(brushes([band('Any', '1')])[0]?.tone).toBe('grid');
});
