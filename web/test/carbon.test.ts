import { expect, test } from 'vitest';
import { against, inStep, STEPS, stepOf, used } from '../src/carbon/scale';

test('each intensity is in the step whose numbers name it', () => {
  expect([0, 99.4, 99.6, 199, 200, 300, 449.4, 449.6, 2_000].map((grams) => STEPS[stepOf(grams)]?.name)).toEqual([
    'under 100', 'under 100', '100–199', '100–199', '200–299', '300–449', '300–449', '450 and more', '450 and more',
  ]);
});

test('a legend has the steps that occur', () => {
  expect(used([250, null, 80, 260])).toEqual([0, 2]);
  expect(inStep(7, 250, [0, 2])).toEqual([null, 7]);
  expect(inStep(7, null, [0, 2])).toEqual([null, null]);
});

test('now is told against the mean of the time', () => {
  expect(against(200, 400)).toBe('50 % below its mean of this time');
  expect(against(405, 400)).toBe('about its mean of this time');
  expect(against(100, 0)).toBe('');
});
