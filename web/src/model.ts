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

export interface Site {
  id: string;
  name: string;
  zone: string;
  currency: string;
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
  | Hello
  | { type: 'snapshot'; sub: string; position?: string; readings: Reading[]; last?: boolean; resumed?: boolean }
  | { type: 'readings'; sub: string; position?: string; readings: Reading[]; replay?: boolean; last?: boolean; conflated?: number }
  | { type: 'heartbeat'; time: number; position?: string }
  | { type: 'pong'; id: number; time: number }
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

export interface EnergyBucket {
  start: number;
  end: number;
  energy_import: number;
  energy_export: number;
  coverage: number;
}
