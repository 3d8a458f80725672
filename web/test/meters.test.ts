import { expect, test } from 'vitest';
import { read, total, withTerm } from '../src/meters/formula';
import { fromWallText, fromWire, toWire, wallText } from '../src/meters/texts';
import { isBehind } from '../src/meters/tree';
import type { Meter } from '../src/model';

const meter = (id: string, more: Partial<Meter> = {}) => ({ id, name: id, site: 'home', virtual: false, parent: null, ...more }) as Meter;
const all = [meter('grid'), meter('solar'), meter('ev'), meter('sum', { virtual: true }), meter('far', { site: 'shed' })];
const terms = (text: string) => read(text, all, 'home', 'mine').terms.map((term) => `${term.sign > 0 ? '+' : '-'}${term.meter}`).join(' ');
const trouble = (text: string) => read(text, all, 'home', 'mine').trouble;

test('a formula is a signed sum of meters', () => {
  expect(terms('grid + solar - ev')).toBe('+grid +solar -ev');
  expect(terms(' - ev   + grid')).toBe('-ev +grid');
});

test('what is no formula says why', () => {
  expect(trouble('')).toContain('such as grid + solar - ev');
  expect(trouble('grid solar')).toContain('solar is no sign');
  expect(trouble('grid +')).toContain('After + comes a meter');
  expect(trouble('grid + grid')).toContain('twice');
  expect(trouble('sum')).toContain('sum itself');
  expect(trouble('far')).toContain('no meter far at this site');
  expect(trouble('grid+solar')).toContain('no meter grid+solar');
});

test('meters are put into a formula and change their sign', () => {
  expect(withTerm('', 'grid', 1)).toBe('grid');
  expect(withTerm('grid', 'ev', -1)).toBe('grid - ev');
  expect(withTerm('grid - ev', 'grid', -1)).toBe('- ev - grid');
  expect(withTerm('grid + solar - ev', 'solar', -1)).toBe('grid - ev - solar');
});

test('a sum is known when all of its meters are', () => {
  const formula = read('grid - ev', all, 'home').terms;
  expect(total(formula, (id) => ({ grid: 900, ev: 400 })[id as 'grid'])).toBe(500);
  expect(total(formula, (id) => (id === 'grid' ? 900 : undefined))).toBeUndefined();
});

test('registers are typed in kWh and sent in Wh, to the last digit', () => {
  expect(toWire('12345.678', 'Wh')).toBe(12_345_678);
  expect(toWire('0,1', 'Wh')).toBe(100);
  expect(toWire('1.005', 'Wh')).toBe(1_005);
  expect(toWire('7.5', 'm3')).toBe(7.5);
  for (const text of ['', '1e3', 'abc', '1.2.3']) expect(toWire(text, 'Wh')).toBeUndefined();
  for (const value of [0, 1, 12_345_678, 123.4, 1_005]) expect(toWire(fromWire(value, 'Wh'), 'Wh')).toBe(value);
});

test('a time of the site’s wall clock is an instant and back', () => {
  expect(wallText(Date.parse('2026-07-01T10:00:00Z'), 'Asia/Kathmandu')).toBe('2026-07-01T15:45:00');
  expect(fromWallText('2026-07-01T15:45:00', 'Asia/Kathmandu')).toBe(Date.parse('2026-07-01T10:00:00Z'));
  expect(fromWallText('2026-07-01T15:45', 'UTC')).toBe(Date.parse('2026-07-01T15:45:00Z'));
  expect(fromWallText('', 'UTC')).toBeUndefined();
});

test('a meter is not put behind itself', () => {
  const tree = [meter('a'), meter('b', { parent: 'a' }), meter('c', { parent: 'b' }), meter('x', { parent: 'y' }), meter('y', { parent: 'x' })];
  const at = (id: string) => tree.find((each) => each.id === id) as Meter;
  expect(isBehind(at('c'), 'a', tree)).toBe(true);
  expect(isBehind(at('a'), 'c', tree)).toBe(false);
  expect(isBehind(at('x'), 'a', tree)).toBe(false);
});
