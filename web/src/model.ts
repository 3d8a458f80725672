/** What the server speaks of. Names are those of the wire. */
/** Channels that the program knows by name, with their units; any other is a number without a unit. */
export const UNITS = {
  power: 'W',
  reactive_power: 'var',
  apparent_power: 'VA',
  power_factor: '',
  voltage: 'V',
  current: 'A',
  frequency: 'Hz',
  state_of_charge: '%',
  temperature: '°C',
  energy_import: 'Wh',
  energy_export: 'Wh',
  reactive_energy_import: 'varh',
  reactive_energy_export: 'varh',
  apparent_energy: 'VAh',
  volume: 'm3',
  price: '/kWh',
  carbon_intensity: 'g/kWh',
} as const;

export type Role = 'grid' | 'solar' | 'battery' | 'ev' | 'load' | 'other';

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

export interface Site {
  id: string;
  name: string;
  zone: string;
  currency: string;
  week_start?: Weekday;
  demand_minutes?: number;
  billing_day?: number;
  /** The id of a tariff; null without one. */
  tariff?: string | null;
  /** Grams a kWh, or the channel that has them: spot.carbon_intensity; null where it is not known. */
  carbon?: number | string | null;
}

export interface Last {
  time: number;
  value: number;
}

export interface Channel {
  name: string;
  kind: 'gauge' | 'register' | 'interval';
  unit: string;
  last: Last | null;
}

export interface Meter {
  id: string;
  site: string;
  name: string;
  role: Role;
  parent: string | null;
  channels: Channel[];
  received: { last: number | null; per_minute: number; total: number; refused: number };
  /** Usual milliseconds between readings. */
  period: number | null;
  /** What is known of the device; null where it is not. */
  max_power?: number | null;
  modulus?: number | null;
  max_gap_ms?: number | null;
  /** The signed sum of meters that a virtual meter is: "grid + solar - ev". */
  formula?: string | null;
  virtual?: boolean;
}

/** A reading as it is pushed: numbers by channel besides these. */
export interface Reading {
  meter: string;
  time: number;
  interval_ms?: number;
  [channel: string]: number | string | undefined;
}

export interface Hello {
  type: 'hello';
  time: number;
  heartbeat: number;
  role: string;
  build: string;
  demo: boolean;
  sites: Site[];
}

export type Message =
  | Hello | Figures
  | { type: 'snapshot'; sub: string; position?: string; readings: Reading[]; last?: boolean; resumed?: boolean }
  | { type: 'readings'; sub: string; position?: string; readings: Reading[]; replay?: boolean; last?: boolean; conflated?: number }
  | { type: 'heartbeat'; time: number; position?: string }
  | { type: 'pong'; id: number; time: number }
  | { type: 'status'; degraded: boolean; message?: string }
  | { type: 'error'; code: string; message: string }
  | { type: 'ack' };

export interface Series {
  meter: string;
  channel: string;
  unit: string;
  resolution: number;
  coverage: number;
  time: number[];
  min: number[];
  mean: number[];
  max: number[];
}

export type By = 'quarter' | 'half_hour' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** Wh. Money is a decimal text; it and the grams are null or absent where nothing is known. */
export interface EnergyBucket {
  start: number;
  end: number;
  energy_import: number;
  energy_export: number;
  coverage: number;
  cost?: string | null;
  earned?: string | null;
  co2_g?: number | null;
}

export interface EnergyOf {
  meter: string;
  buckets: EnergyBucket[];
}

export interface EnergyAnswer {
  zone: string;
  by: By;
  currency: string;
  meters: EnergyOf[];
}

/** Who fed whom, Wh. */
export interface Flows {
  solar_home: number;
  solar_battery: number;
  solar_grid: number;
  grid_home: number;
  grid_battery: number;
  battery_home: number;
  battery_grid: number;
}

/** A site's energy of a stretch of time, Wh. What it has no meter for is null. */
export interface Balance {
  start: number;
  end: number | null;
  home: number | null;
  grid_import: number | null;
  grid_export: number | null;
  solar: number | null;
  battery_charge: number | null;
  battery_discharge: number | null;
  ev: number | null;
  /** What was sold or charged though no meter saw anything give it. */
  unmeasured?: number | null;
  self_consumption: number | null;
  autarky: number | null;
  coverage: number;
  cost: string | null;
  earned: string | null;
  /** Wh of what was bought that have no price, and are not in the cost. */
  unpriced?: number;
  co2_g: number | null;
  flows?: Flows;
}

export interface BalanceAnswer {
  site: string;
  zone: string;
  by: By;
  currency: string;
  buckets: Balance[];
  total: Balance;
}

/** The mean power of an interval of the clock, W. */
export interface DemandInterval {
  start: number;
  power: number;
  coverage: number;
}

export interface DemandAnswer {
  meter: string;
  zone: string;
  interval: number;
  peak: DemandInterval | null;
  peaks: DemandInterval[];
  months: { start: number; end: number; peak: DemandInterval | null }[];
  intervals?: DemandInterval[];
  duration?: { part: number; power: number }[];
}

/** A typical week: Monday first, then the hour of the day. */
export interface ProfileAnswer {
  meter: string;
  zone: string;
  from: number;
  to: number;
  watts: (number | null)[][];
  coverage: number[][];
  baseline: number | null;
  baseline_method: string;
  baseline_cost_year: string | null;
}

export interface BillLine {
  kind: 'energy' | 'charge' | 'standing' | 'demand' | 'feed_in' | 'tax';
  name: string;
  band: string | null;
  quantity: string;
  unit: string;
  price: string;
  amount: string;
  /** What quantity and price do not say, in words. */
  note?: string;
}

export interface BillPeriod {
  from: number;
  to: number;
  days: number;
  lines: BillLine[];
  total: string;
}

export interface Bill {
  site: string;
  zone: string;
  currency: string;
  from: number;
  to: number;
  tariff: { id: string; name: string } | null;
  periods: BillPeriod[];
  total: string;
  energy_import: number;
  energy_export: number;
  /** What was bought before the tariff began, or while its series of prices said nothing. */
  unpriced_import?: number;
  coverage: number;
}

export interface BillPreview {
  current: Bill;
  other: Bill;
  difference: string;
  periods: { from: number; to: number; current: string; other: string; difference: string }[];
}

export interface PriceStep {
  start: number;
  end: number;
  price: string;
  band: string | null;
  name: string;
  feed_in: string | null;
}

export interface PricesAnswer {
  site: string;
  currency: string;
  zone: string;
  steps: PriceStep[];
}

export interface BandRule {
  months?: number[];
  days?: (Weekday | 'holiday')[];
  from?: string;
  to?: string;
  band: string;
}

export type Pricing =
  | { kind: 'flat'; price: string }
  | { kind: 'bands'; bands: { id: string; name: string; price: string }[]; calendar: BandRule[]; otherwise: string; holidays?: string[] }
  | { kind: 'tiers'; tiers: { name: string; up_to_kwh?: string; price: string }[] }
  | { kind: 'dynamic'; series: string; markup?: string; factor?: string };

export interface TariffVersion {
  /** A day in the site's zone. */
  from: string;
  energy: Pricing;
  feed_in?: Exclude<Pricing, { kind: 'tiers' }>;
  charges?: { name: string; per_kwh: string }[];
  standing?: { name: string; per_day: string }[];
  demand?: { name: string; per_kw: string; floor_kw?: string };
  taxes?: { name: string; percent: string; on: BillLine['kind'][] }[];
}

export interface Tariff {
  name: string;
  versions: TariffVersion[];
}

export interface TariffListed {
  id: string;
  name: string;
  sites: string[];
}

export interface CarbonBucket {
  start: number;
  end: number;
  co2_g: number | null;
  intensity: number | null;
  energy_import: number;
  avoided_g: number | null;
  coverage: number;
}

export interface CarbonAnswer {
  site: string;
  zone: string;
  by: By;
  /** "meter.channel", or "constant". */
  source: string | null;
  now: { intensity: number; time: number } | null;
  buckets: CarbonBucket[];
  total: CarbonBucket;
  greenest: { start: number; end: number; intensity: number }[];
}

/** What was made of a register that fell. */
export interface Judgement {
  channel: string;
  time: number;
  kind: 'rollover' | 'dip' | 'spike' | 'dropout' | 'reset' | 'exchange';
  old: number;
  fallen: number;
  next: number | null;
  added_wh: number;
  provisional: boolean;
  reason: string;
}

export interface Exchange {
  id: number;
  channel: string;
  time: number;
  end_value: number;
  start_value: number;
  note: string;
  entered: number;
  by: string;
  undone: number | null;
}

export interface Correction {
  id: number;
  channel: string;
  time: number;
  old: number | null;
  new: number | null;
  note: string;
  entered: number;
  by: string;
  undone: number | null;
}

/** The figures of today, of now and of the bill, pushed each second. */
export interface Figures {
  type: 'figures';
  sub: string;
  site: string;
  time: number;
  currency: string;
  today: Balance;
  now: {
    price: string | null;
    band: string | null;
    band_name: string | null;
    feed_in: string | null;
    cost_per_hour: string | null;
    intensity: number | null;
  };
  bill: {
    from: number;
    to: number;
    so_far: string;
    projected: string;
    low: string;
    high: string;
    method: string;
  } | null;
  demand: {
    meter: string;
    start: number;
    end: number;
    power: number;
    projected: number;
    peak: DemandInterval | null;
  } | null;
}
