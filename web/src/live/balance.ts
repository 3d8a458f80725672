/**
 * The home's balance, so that it always adds up: what comes in (grid, sun, battery) is what goes
 * out (home, export, charging). Powers are signed: grid + is import, solar + is making, battery + is
 * giving.
 */
import type { Meter, Role } from '../model';

export interface Powers {
  /** What the home uses, the car among it; undefined where nothing tells. */
  home: number | undefined;
  grid: number | undefined;
  solar: number | undefined;
  battery: number | undefined;
  ev: number | undefined;
}

/** Which meters make up the home: grid, sun and battery, or else what stands alone. */
export function partsOf(meters: Meter[]): Meter[] {
  const power = meters.filter((meter) => meter.channels.some((channel) => /^(power|energy_)/.test(channel.name)));
  if (power.some((meter) => meter.role === 'grid')) {
    return power.filter((meter) => ['grid', 'solar', 'battery'].includes(meter.role));
  }
  const ids = new Set(power.map((meter) => meter.id));
  return power.filter((meter) => !meter.parent || !ids.has(meter.parent)).slice(0, 32);
}

export function homePower(meters: Meter[], power: (meter: string) => number | undefined): Powers {
  const grid = sum(meters, 'grid', power);
  const solar = sum(meters, 'solar', power);
  const battery = sum(meters, 'battery', power);
  const ev = sum(meters, 'ev', power);
  const sources = (grid ?? 0) + (solar ?? 0) + (battery ?? 0);
  const home = grid === undefined ? loads(meters, power) : Math.max(0, sources);
  return { home, grid, solar, battery, ev };
}

function sum(meters: Meter[], role: Role, power: (meter: string) => number | undefined): number | undefined {
  let total: number | undefined;
  for (const meter of meters) {
    const watts = meter.role === role ? power(meter.id) : undefined;
    if (watts !== undefined) total = (total ?? 0) + watts;
  }
  return total;
}

/** Without a grid meter the home is what its own loads take; circuits under another are in it. */
function loads(meters: Meter[], power: (meter: string) => number | undefined): number | undefined {
  const ids = new Set(meters.map((meter) => meter.id));
  let total: number | undefined;
  for (const meter of meters) {
    const isLoad = meter.role !== 'solar' && meter.role !== 'battery';
    if (!isLoad || (meter.parent && ids.has(meter.parent))) continue;
    const watts = power(meter.id);
    if (watts !== undefined) total = (total ?? 0) + watts;
  }
  return total;
}

export interface Flow {
  from: 'solar' | 'grid' | 'battery';
  to: 'home' | 'grid' | 'battery';
  watts: number;
}

/** Who feeds whom: the sun first the home, then the battery, then the grid; the battery likewise. */
export function flows(powers: Powers): Flow[] {
  const solar = Math.max(0, powers.solar ?? 0);
  const gives = Math.max(0, powers.battery ?? 0);
  const takes = Math.max(0, -(powers.battery ?? 0));
  const imports = Math.max(0, powers.grid ?? 0);
  const home = powers.home ?? 0;
  const solarHome = Math.min(solar, home);
  const solarStored = Math.min(solar - solarHome, takes);
  const batteryHome = Math.min(gives, home - solarHome);
  const gridStored = Math.min(imports, takes - solarStored);
  const all: Flow[] = [
    { from: 'solar', to: 'home', watts: solarHome },
    { from: 'solar', to: 'battery', watts: solarStored },
    { from: 'solar', to: 'grid', watts: solar - solarHome - solarStored },
    { from: 'battery', to: 'home', watts: batteryHome },
    { from: 'battery', to: 'grid', watts: gives - batteryHome },
    { from: 'grid', to: 'battery', watts: gridStored },
    { from: 'grid', to: 'home', watts: imports - gridStored },
  ];
  return all.filter((flow) => flow.watts > 0.05);
}

/** What the home takes, in layers as a chart stacks them: all of it, sun and battery, sun alone. */
export function layers(powers: Powers): [number, number, number] | undefined {
  if (powers.home === undefined) return undefined;
  let sun = 0;
  let battery = 0;
  for (const flow of flows(powers)) {
    if (flow.to !== 'home') continue;
    if (flow.from === 'solar') sun = flow.watts;
    if (flow.from === 'battery') battery = flow.watts;
  }
  return [powers.home, Math.min(powers.home, sun + battery), Math.min(powers.home, sun)];
}
