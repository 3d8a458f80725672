/** What is done with a tariff's document, and the beginnings that a new one can have. Prices are texts. */
import { Exact } from '../exact';
import type { BillLine, Pricing, Tariff, TariffVersion } from '../model';

export type Bands = Extract<Pricing, { kind: 'bands' }>;
export type Tiers = Extract<Pricing, { kind: 'tiers' }>;
export type Dynamic = Extract<Pricing, { kind: 'dynamic' }>;
export type Band = Bands['bands'][number];
export type Kind = Pricing['kind'];
export type Tax = NonNullable<TariffVersion['taxes']>[number];

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'holiday'] as const;
export type Day = (typeof DAYS)[number];

/** The lines of a bill that a tax can be on. */
export const LINES = ['energy', 'charge', 'standing', 'demand', 'feed_in'] as const satisfies BillLine['kind'][];

const AT_WORK: Day[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

export const dayAndNight = (): Bands => ({
  kind: 'bands',
  bands: [
    { id: 'night', name: 'Night', price: '' },
    { id: 'day', name: 'Day', price: '' },
  ],
  calendar: [{ days: AT_WORK, from: '07:00', to: '23:00', band: 'day' }],
  otherwise: 'night',
  holidays: [],
});

const threeBands = (): Bands => ({
  kind: 'bands',
  bands: [
    { id: 'off_peak', name: 'Off-peak', price: '' },
    { id: 'mid', name: 'Mid', price: '' },
    { id: 'peak', name: 'Peak', price: '' },
  ],
  calendar: [
    { days: AT_WORK, from: '07:00', to: '09:00', band: 'peak' },
    { days: AT_WORK, from: '17:00', to: '21:00', band: 'peak' },
    { from: '07:00', to: '23:00', band: 'mid' },
  ],
  otherwise: 'off_peak',
  holidays: [],
});

/** An energy part of each kind, its prices not yet told. */
export function blank(kind: Kind): Pricing {
  switch (kind) {
    case 'flat':
      return { kind, price: '' };
    case 'bands':
      return dayAndNight();
    case 'tiers':
      return {
        kind,
        tiers: [
          { name: 'First', up_to_kwh: '', price: '' },
          { name: 'Rest', price: '' },
        ],
      };
    case 'dynamic':
      return { kind, series: '', markup: '', factor: '1' };
  }
}

export interface Preset {
  id: string;
  name: string;
  about: string;
  /** What its price looks like over a day, or over a month: a path of 72 by 30. */
  glyph: string;
  make: () => Omit<TariffVersion, 'from'>;
}

/** What to begin with: a shape. No price is in any of them; each is asked. */
export const PRESETS: Preset[] = [
  { id: 'single', name: 'One price', about: 'Each kWh costs the same, day and night.', glyph: 'M2 16H70', make: () => ({ energy: blank('flat') }) },
  { id: 'day_night', name: 'Day and night', about: 'A day and a night price; nights and weekends are cheap.', glyph: 'M2 24H20V8H54V24H70', make: () => ({ energy: dayAndNight() }) },
  { id: 'three', name: 'Three bands', about: 'Off-peak, mid and peak hours, painted on a week.', glyph: 'M2 25H16V15H44V5H58V15H70', make: () => ({ energy: threeBands() }) },
  {
    id: 'dynamic',
    name: 'Dynamic',
    about: 'The price follows a market, by the hour or the quarter hour.', glyph: 'M2 20C12 6 16 6 22 14S36 26 44 18S58 4 70 12',
    make: () => ({ energy: blank('dynamic'), feed_in: { kind: 'dynamic', series: '', markup: '', factor: '1' } }),
  },
  {
    id: 'capacity',
    name: 'With a capacity charge',
    about: 'A price per kWh, and one per kW of the month’s highest quarter hour, as in Flanders.', glyph: 'M2 26H20V20H34V4H44V22H70',
    make: () => ({ energy: blank('flat'), demand: { name: 'Capacity', per_kw: '', floor_kw: '' } }),
  },
  { id: 'tiers', name: 'Tiers', about: 'The first kWh of a billing period cost one price, the rest another.', glyph: 'M2 24H26V15H48V6H70', make: () => ({ energy: blank('tiers') }) },
];

/** A tariff's short name on the wire, made from the one that people read, and not yet taken. */
export function idOf(name: string, taken: string[]): string {
  const base =
    name
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'tariff';
  let id = base;
  for (let n = 2; taken.includes(id); n++) id = `${base}-${n}`;
  return id;
}

/** An id for a new band that no other one of the list has. */
export function bandId(bands: Band[]): string {
  let n = bands.length + 1;
  while (bands.some((band) => band.id === `band_${n}`)) n++;
  return `band_${n}`;
}

/** The version that holds on a day; undefined before the first. */
export function versionOn(tariff: Tariff, day: string): number | undefined {
  let found: number | undefined;
  tariff.versions.forEach((version, i) => {
    if (version.from <= day && (found === undefined || version.from >= (tariff.versions[found]?.from ?? ''))) found = i;
  });
  return found;
}

/** A copy with new prices from a day on; those of the days before stay as they are. */
export function withVersion(tariff: Tariff, from: string): Tariff {
  const base = tariff.versions[versionOn(tariff, from) ?? 0];
  if (!base || tariff.versions.some((version) => version.from === from)) return tariff;
  const versions = [...tariff.versions, { ...structuredClone(base), from }];
  return { ...tariff, versions: versions.sort((a, b) => (a.from < b.from ? -1 : 1)) };
}

/** The document that is sent: numbers as the wire has them, parts that say nothing left out. */
export function tidy(tariff: Tariff): Tariff {
  return {
    name: tariff.name.trim(),
    versions: [...tariff.versions].sort((a, b) => (a.from < b.from ? -1 : 1)).map(tidyVersion),
  };
}

const sent = (text: string) => typed(text) ?? text;

function tidyVersion(version: TariffVersion): TariffVersion {
  const { from, energy, feed_in, charges, standing, demand, taxes } = version;
  return {
    from,
    energy: tidyPrice(energy),
    ...(feed_in ? { feed_in: tidyPrice(feed_in) } : {}),
    ...(charges?.length ? { charges: charges.map((charge) => ({ ...charge, per_kwh: sent(charge.per_kwh) })) } : {}),
    ...(standing?.length ? { standing: standing.map((each) => ({ ...each, per_day: sent(each.per_day) })) } : {}),
    ...(demand ? { demand: { name: demand.name, per_kw: sent(demand.per_kw), ...(demand.floor_kw ? { floor_kw: sent(demand.floor_kw) } : {}) } } : {}),
    ...(taxes?.length ? { taxes: taxes.map((tax) => ({ ...tax, percent: sent(tax.percent) })) } : {}),
  };
}

function tidyPrice<P extends Pricing>(price: P): P {
  switch (price.kind) {
    case 'flat':
      return { ...price, price: sent(price.price) };
    case 'bands':
      return { ...price, bands: price.bands.map((band) => ({ ...band, price: sent(band.price) })) };
    case 'tiers':
      return { ...price, tiers: price.tiers.map(({ name, up_to_kwh, price: each }) => ({ name, ...(up_to_kwh ? { up_to_kwh: sent(up_to_kwh) } : {}), price: sent(each) })) };
    case 'dynamic':
      return { ...price, markup: sent(price.markup || '0'), factor: sent(price.factor || '1') };
  }
}

/** A number as people write it: with a comma or a point, and spaces. Undefined where it is none. */
export function typed(text: string): string | undefined {
  const plain = text.replace(/[\s\u00a0\u202f_']/g, '').replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Exact.of(plain.replace(/^(-?)\./, '$10.').replace(/\.$/, '')).toString() : undefined;
}
