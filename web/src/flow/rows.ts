/** Who fed whom in a period, as nodes and links that add up: sources, then the home and what left it, then its circuits. */
import type { Balance, EnergyOf, Meter } from '../model';

export type Kind = 'solar' | 'grid' | 'battery' | 'export' | 'home' | 'ev' | 'load' | 'rest';

export interface Node {
  id: string;
  column: 0 | 1 | 2;
  kind: Kind;
  name: string;
  /** Wh. */
  energy: number;
}

export interface Link {
  from: string;
  to: string;
  kind: Kind;
  energy: number;
}

export interface Picture {
  nodes: Node[];
  links: Link[];
  /** What came in, and what went out: the same. */
  in: number;
  out: number;
  /** What circuits measured more than the home used: a wiring or a role that is wrong. */
  excess: number;
}

/** Circuits that are drawn one by one; the smaller ones are one node. */
const CIRCUITS_MOST = 9;
/** Less than this part of the home is the meters' own error. */
const REST_PART = 0.002;

/** The loads of a home, those within another one left out: their energy is in it. */
export function circuitsOf(meters: Meter[]): Meter[] {
  const loads = meters.filter((meter) => (meter.role === 'load' || meter.role === 'ev') && meter.channels.some((channel) => /^(power|energy_)/.test(channel.name)));
  const ids = new Set(loads.map((meter) => meter.id));
  return loads.filter((meter) => !meter.parent || !ids.has(meter.parent));
}

/** The picture of a balance; undefined where there is no grid meter to reckon with. */
export function pictureOf(balance: Balance, circuits: Meter[], energies: EnergyOf[]): Picture | undefined {
  const { flows } = balance;
  if (!flows || balance.grid_import === null || balance.home === null) return undefined;
  const links: Link[] = [
    { from: 'solar', to: 'home', kind: 'solar', energy: flows.solar_home },
    { from: 'solar', to: 'charge', kind: 'solar', energy: flows.solar_battery },
    { from: 'solar', to: 'export', kind: 'export', energy: flows.solar_grid },
    { from: 'battery', to: 'home', kind: 'battery', energy: flows.battery_home },
    { from: 'battery', to: 'export', kind: 'export', energy: flows.battery_grid },
    { from: 'grid', to: 'home', kind: 'grid', energy: flows.grid_home },
    { from: 'grid', to: 'charge', kind: 'grid', energy: flows.grid_battery },
  ];
  const given = (to: string) => links.reduce((total, link) => (link.to === to ? total + link.energy : total), 0);
  // A source without a meter is a source too: it adds up, and is seen to be missing.
  links.push(
    { from: 'unknown', to: 'charge', kind: 'rest', energy: missing(balance.battery_charge, given('charge')) },
    { from: 'unknown', to: 'export', kind: 'rest', energy: missing(balance.grid_export, given('export')) },
  );
  const known = links.filter((link) => link.energy > 0);
  const sum = (side: 'from' | 'to', id: string) => known.reduce((total, link) => (link[side] === id ? total + link.energy : total), 0);
  const home = sum('to', 'home');
  const { nodes: loads, links: down, excess } = loadsOf(home, circuits, energies);
  const nodes: Node[] = [
    { id: 'solar', column: 0, kind: 'solar', name: 'Sun', energy: sum('from', 'solar') },
    { id: 'battery', column: 0, kind: 'battery', name: 'Battery', energy: sum('from', 'battery') },
    { id: 'grid', column: 0, kind: 'grid', name: 'Bought', energy: sum('from', 'grid') },
    { id: 'unknown', column: 0, kind: 'rest', name: 'No meter', energy: sum('from', 'unknown') },
    { id: 'home', column: 1, kind: 'home', name: 'Home', energy: home },
    { id: 'charge', column: 1, kind: 'battery', name: 'Charged', energy: sum('to', 'charge') },
    { id: 'export', column: 1, kind: 'export', name: 'Sold', energy: sum('to', 'export') },
    ...loads,
  ];
  const total = (column: number) => nodes.reduce((all, node) => (node.column === column ? all + node.energy : all), 0);
  return { nodes: nodes.filter((node) => node.energy > 0), links: [...known, ...down], in: total(0), out: total(1), excess };
}

/** What was taken and not given, above the last digit of the wire. */
function missing(taken: number | null, given: number): number {
  const rest = (taken ?? 0) - given;
  return rest > 0.001 ? rest : 0;
}

function loadsOf(home: number, circuits: Meter[], energies: EnergyOf[]): { nodes: Node[]; links: Link[]; excess: number } {
  const all = circuits
    .map((meter) => {
      const buckets = energies.find((each) => each.meter === meter.id)?.buckets ?? [];
      return { meter, energy: buckets.reduce((total, bucket) => total + bucket.energy_import, 0) };
    })
    .filter((each) => each.energy > 0)
    .sort((a, b) => b.energy - a.energy);
  if (all.length === 0 || home <= 0) return { nodes: [], links: [], excess: 0 };
  const single = all.length > CIRCUITS_MOST ? all.slice(0, CIRCUITS_MOST - 1) : all;
  const others = all.slice(single.length);
  const nodes: Node[] = single.map(({ meter, energy }) => ({
    id: `at ${meter.id}`,
    column: 2,
    kind: meter.role === 'ev' ? 'ev' : 'load',
    name: meter.name,
    energy,
  }));
  if (others.length > 0) {
    const energy = others.reduce((total, each) => total + each.energy, 0);
    nodes.push({ id: 'others', column: 2, kind: 'load', name: `${others.length} smaller ones`, energy });
  }
  const measured = nodes.reduce((total, node) => total + node.energy, 0);
  const rest = home - measured;
  if (rest > home * REST_PART) nodes.push({ id: 'rest', column: 2, kind: 'rest', name: 'Not measured', energy: rest });
  const excess = rest < -home * REST_PART ? -rest : 0;
  return { nodes, links: nodes.map((node) => ({ from: 'home', to: node.id, kind: node.kind, energy: node.energy })), excess };
}
