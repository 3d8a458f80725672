import { expect, test } from 'vitest';
import { allIn, faultOf, faultsOf, isDay } from '../src/tariff/checks';
import { isOvernight, isSame, slotOf, painted, rulesOf, runsOf, seasonsOf, split, without, withMonth } from '../src/tariff/calendar';
import type { Tariff, TariffVersion } from '../src/model';
import { blank, dayAndNight, idOf, PRESETS, tidy, typed, versionOn, withVersion, type Bands } from '../src/tariff/tariff';

const calendar: Bands = {
  kind: 'bands',
  bands: [
    { id: 'off_peak', name: 'Off-peak', price: '0.21' },
    { id: 'mid', name: 'Mid', price: '0.26' },
    { id: 'peak', name: 'Peak', price: '0.34' },
  ],
  calendar: [
    { months: [11, 12, 1, 2], days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '17:00', to: '20:30', band: 'peak' },
    { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'], from: '07:00', to: '23:00', band: 'mid' },
  ],
  otherwise: 'off_peak',
  holidays: ['2026-12-25'],
};

test('rules paint a week, the first that fits on top', () => {
  const [winter, summer] = seasonsOf(calendar);
  expect(winter?.months).toEqual([1, 2, 11, 12]);
  expect(summer?.months).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  expect(runsOf(winter?.days[0] ?? new Uint8Array())).toEqual([
    { from: 0, to: 28, band: 0 },
    { from: 28, to: 68, band: 1 },
    { from: 68, to: 82, band: 2 },
    { from: 82, to: 92, band: 1 },
    { from: 92, to: 96, band: 0 },
  ]);
  expect(runsOf(winter?.days[7] ?? new Uint8Array())).toEqual([{ from: 0, to: 96, band: 0 }]);
});

test('what was painted is read back as the same week', () => {
  const seasons = seasonsOf(calendar);
  const again = { ...calendar, ...rulesOf(seasons, calendar) };
  expect(seasonsOf(again)).toEqual(seasons);
  expect(again.otherwise).toBe('off_peak');
  expect(again.calendar.length).toBeLessThanOrEqual(6);
});

test('any painting survives being written as rules', () => {
  let seed = 3;
  const random = (most: number) => ((seed = (seed * 48_271) % 2_147_483_647) % most);
  for (let turn = 0; turn < 40; turn++) {
    let seasons = seasonsOf(calendar);
    for (let stroke = 0; stroke < 12; stroke++) {
      const from = random(95);
      const days = [random(8), random(8)];
      seasons = painted(seasons, random(seasons.length), days, from, from + 1 + random(96 - from), random(3));
    }
    const again = seasonsOf({ ...calendar, ...rulesOf(seasons, calendar) });
    for (const season of seasons) {
      for (const month of season.months) {
        const days = again.find((each) => each.months.includes(month))?.days ?? [];
        expect(season.days.every((pattern, i) => isSame(pattern, days[i]))).toBe(true);
      }
    }
  }
});

test('a rule over midnight belongs to the day on which it began', () => {
  const bands = calendar.bands;
  const over = seasonsOf({ ...calendar, bands, calendar: [{ days: ['friday'], from: '23:00', to: '07:00', band: 'peak' }], otherwise: 'off_peak' })[0];
  const peaks = over?.days.map((day) => runsOf(day).filter((run) => run.band === 2).map((run) => [run.from, run.to]));
  expect(peaks).toEqual([[], [], [], [], [[92, 96]], [[0, 28]], [], []]);
  expect([{ from: '23:00', to: '07:00' }, { from: '00:00', to: '00:00' }, {}, { from: '23:00' }].map((times) => isOvernight({ ...times, band: 'peak' }))).toEqual([true, false, false, false]);
});

test('a clock’s text is a quarter hour, or nothing', () => {
  expect(slotOf('07:30')).toBe(30);
  expect(slotOf('24:00')).toBe(96);
  for (const text of ['7:30', '24:15', '12:60', '12:05', '', 'noon']) expect(slotOf(text)).toBeUndefined();
});

test('months move between seasons, and a season without months is gone', () => {
  const two = split(seasonsOf(dayAndNight()), [6, 7, 8]);
  expect(two.map((each) => each.months.length)).toEqual([9, 3]);
  expect(withMonth(two, 1, 9)[1]?.months).toEqual([6, 7, 8, 9]);
  expect(withMonth(withMonth(withMonth(two, 0, 6), 0, 7), 0, 8)).toHaveLength(1);
});

test('a band that leaves gives its hours to the first', () => {
  const seasons = without(seasonsOf(calendar), 1);
  expect(runsOf(seasons[0]?.days[0] ?? new Uint8Array()).map((run) => run.band)).toEqual([0, 1, 0]);
});

const version = (from: string, price: string): TariffVersion => ({ from, energy: { kind: 'flat', price } });
const tariff: Tariff = { name: 'Home', versions: [version('2025-01-01', '0.25'), version('2026-01-01', '0.28')] };

test('a new version keeps the old prices for the old days', () => {
  expect(versionOn(tariff, '2024-12-31')).toBeUndefined();
  expect(versionOn(tariff, '2025-12-31')).toBe(0);
  expect(versionOn(tariff, '2026-01-01')).toBe(1);
  const more = withVersion(tariff, '2025-07-01');
  expect(more.versions.map((each) => each.from)).toEqual(['2025-01-01', '2025-07-01', '2026-01-01']);
  expect(more.versions[1]?.energy).toEqual({ kind: 'flat', price: '0.25' });
  expect(withVersion(tariff, '2026-01-01')).toBe(tariff);
});

test('prices are asked, never assumed', () => {
  for (const preset of PRESETS) {
    const faults = faultsOf({ name: 'New', versions: [{ from: '2026-01-01', ...preset.make() }] });
    expect(faults.length).toBeGreaterThan(0);
    expect(JSON.stringify(preset.make())).not.toMatch(/"(price|per_kw|per_kwh|per_day)":"[0-9]/);
  }
});

test('each fault is at its field', () => {
  const wrong: Tariff = {
    name: ' ',
    versions: [{ ...version('2026-02-30', 'twelve'), charges: [{ name: '', per_kwh: '' }], taxes: [{ name: 'VAT', percent: '21', on: [] }] }],
  };
  expect(faultsOf(wrong).map((fault) => fault.path)).toEqual([
    'name', 'versions[0].from', 'versions[0].energy.price', 'versions[0].charges[0].name', 'versions[0].charges[0].per_kwh', 'versions[0].taxes[0].on',
  ]);
  expect(faultsOf(tariff)).toEqual([]);
  expect(isDay('2028-02-29')).toBe(true);
});

test('a fault of the server goes to the field that it names', () => {
  expect(faultOf('versions[0].energy.bands[1].price is a number in a text, such as "0.2841"; it is missing.').path).toBe('versions[0].energy.bands[1].price');
  expect(faultOf('versions[0].demand: per_kw lies below 1,000,000; it is 2000000.')).toEqual({
    path: 'versions[0].demand.per_kw', text: 'per_kw lies below 1,000,000; it is 2000000.',
  });
  expect(faultOf('name: name is a text of 1 to 100 characters.').text).toContain('100');
  expect(faultOf('No tariff is called spot.')).toEqual({ path: '', text: 'No tariff is called spot.' });
});

test('a number may be typed with a comma', () => {
  expect(typed('0,2841')).toBe('0.2841');
  expect(typed(' 12 ')).toBe('12');
  expect(typed('.5')).toBe('0.5');
  expect(typed('-0,02')).toBe('-0.02');
  for (const text of ['', '1,000.5', '1.2.3', 'abc', '-']) expect(typed(text)).toBeUndefined();
});

test('one kWh comes to its price, its charges and the taxes on both', () => {
  const full: TariffVersion = {
    ...version('2026-01-01', '0.21'),
    charges: [{ name: 'Energy tax', per_kwh: '0.1088' }],
    taxes: [{ name: 'VAT', percent: '21', on: ['energy', 'charge'] }],
  };
  expect(allIn(full, '0.21')?.toString()).toBe('0.385748');
  expect(allIn({ ...full, taxes: [{ name: 'VAT', percent: '21', on: ['charge'] }] }, '0,21')?.toString()).toBe('0.341648');
  expect(allIn(full, '')).toBeUndefined();
});

test('what is sent has only what says something', () => {
  const sent = tidy({ name: ' A ', versions: [{ from: '2026-01-01', energy: blank('tiers'), charges: [], demand: { name: 'Peak', per_kw: '4,1', floor_kw: '' } }] });
  expect(sent).toEqual({
    name: 'A',
    versions: [{ from: '2026-01-01', energy: { kind: 'tiers', tiers: [{ name: 'First', price: '' }, { name: 'Rest', price: '' }] }, demand: { name: 'Peak', per_kw: '4.1' } }],
  });
  expect(idOf('Été 2026!', ['ete-2026'])).toBe('ete-2026-2');
});
