import { expect, test } from 'vitest';
import { date, dayName, dayTime } from '../src/format';

test('a day and its time have both, whatever was printed before', () => {
  const at = Date.parse('2026-03-29T12:34:56Z');
  date(at, 'UTC', 'day');
  expect(dayTime(at, 'UTC')).toContain('34');
});

test('a document’s day is told as a date', () => {
  expect(dayName('2026-03-29')).toMatch(/29/);
  expect(dayName('soon')).toBe('soon');
});
