/** What the server speaks of. Names are those of the wire. */

/** Channels that the program knows by name; any other is a number without a unit. */
export const QUANTITIES = [
  'power',
  'reactive_power',
  'apparent_power',
  'power_factor',
  'voltage',
  'current',
  'frequency',
  'state_of_charge',
  'temperature',
  'energy_import',
  'energy_export',
  'reactive_energy_import',
  'reactive_energy_export',
  'apparent_energy',
  'volume',
] as const;

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
