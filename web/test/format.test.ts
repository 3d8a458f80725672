import { expect, test } from 'vitest';
import { carbon, date, dayName, dayTime, energy, hourName, joined, power, slotName } from '../src/format';

test('a day and its time have both, whatever was printed before', () => {
  const at = Date.parse('2026-03-29T12:34:56Z');
  date(at, 'UTC', 'day');
  expect(dayTime(at, 'UTC')).toContain('34');
});

test('a document’s day is told as a date', () => {
  expect(dayName('2026-03-29')).toMatch(/29/);
  expect(dayName('soon')).toBe('soon');
});

test('the unit follows the rounded number', () => {
  expect([999.4, 999.6, 9_994, 9_996, 99_940, 99_960, 999_400, 999_600].map((watts) => joined(power(watts)))).toEqual(['999 W', '1.00 kW', '9.99 kW', '10.0 kW', '99.9 kW', '100 kW', '999 kW', '1.00 MW']);
  expect([999.6, 9_996, 999_600, 99_960_000].map((wattHours) => joined(energy(wattHours)))).toEqual(['1.00 kWh', '10.0 kWh', '1.00 MWh', '100 MWh']);
  expect(joined(carbon(999.6))).toBe('1.00 kg');
});

test('nothing has no sign', () => {
  expect(joined(energy(-0.3))).toBe('0 Wh');
  expect(joined(power(-0.3, 0))).toBe('0 W');
});

test('of two hours with one name it is said which one is meant', () => {
  const zone = 'Europe/Amsterdam';
  const [first, second] = [Date.parse('2025-10-26T00:00Z'), Date.parse('2025-10-26T01:00Z')];
  expect(hourName(first, zone)).not.toBe(hourName(second, zone));
  expect(hourName(first - 3_600_000, zone)).toMatch(/^01:00/);
  expect(slotName(first, second, 'hour', zone).name).not.toBe(slotName(second, second + 3_600_000, 'hour', zone).name);
  expect(dayTime(first, zone)).not.toBe(dayTime(second, zone));
});
