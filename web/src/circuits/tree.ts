/** Circuits as they hang under each other, what of each level nobody measures, and their order. */
import type { Meter } from '../model';

export interface Node {
  meter: Meter;
  /** 0 for what hangs directly under the home. */
  deep: number;
  children: Node[];
  parent: Node | undefined;
}

const DEEP_MOST = 16;

/** Loads, cars, and whatever else is measured under one of them. */
export function circuitsOf(meters: readonly Meter[]): Meter[] {
  const known = new Map(meters.map((meter) => [meter.id, meter]));
  const isLoad = (meter: Meter | undefined) => meter?.role === 'load' || meter?.role === 'ev';
  return meters.filter((meter) => {
    const hasPower = meter.channels.some((channel) => /^(power|energy_import)$/.test(channel.name));
    return hasPower && (isLoad(meter) || (meter.role === 'other' && isLoad(known.get(meter.parent ?? ''))));
  });
}

/** The tree of them. A circuit whose parent is no circuit hangs under the home; so does one of a ring. */
export function treeOf(circuits: readonly Meter[]): Node[] {
  const nodes = new Map<string, Node>(circuits.map((meter) => [meter.id, { meter, deep: 0, children: [], parent: undefined }]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const parent = nodes.get(node.meter.parent ?? '');
    if (!parent || leadsTo(parent, node, nodes)) roots.push(node);
    else {
      node.parent = parent;
      parent.children.push(node);
    }
  }
  const settle = (node: Node, deep: number) => {
    node.deep = deep;
    for (const child of node.children) settle(child, deep + 1);
  };
  for (const root of roots) settle(root, 0);
  return roots;
}

/** Whether going up from one leads to the other. */
function leadsTo(from: Node, to: Node, nodes: Map<string, Node>): boolean {
  let at: Node | undefined = from;
  for (let steps = 0; at && steps < DEEP_MOST; steps++) {
    if (at === to) return true;
    at = nodes.get(at.meter.parent ?? '');
  }
  return at !== undefined;
}

/** The panels that a circuit hangs under, the outermost first. */
export function pathOf(node: Node): string[] {
  return node.parent ? [...pathOf(node.parent), node.parent.meter.name] : [];
}

export const flat = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...flat(node.children)]);

/** What is left of a level when its parts are taken off. */
export interface Rest {
  value: number;
  /** Less than nothing by more than meters err: some clamp sits the wrong way round, or under another panel. */
  isWrong: boolean;
  /** No more than meters err, either way. */
  isSmall: boolean;
}

/** Meters speak at different moments and err by some part. */
const ERROR_PART = 0.02;

/** Undefined where the whole is not known. A part that is not known counts as nothing: it is not measured. */
export function restOf(whole: number | undefined, parts: readonly (number | undefined)[], errorLeast: number): Rest | undefined {
  if (whole === undefined || parts.length === 0) return undefined;
  const value = parts.reduce<number>((left, part) => left - (part ?? 0), whole);
  const error = Math.max(errorLeast, Math.abs(whole) * ERROR_PART);
  return { value, isWrong: value < -error, isSmall: Math.abs(value) <= error };
}

/** Parts of a period measured that differ by more than this make a rest of it meaningless. */
const UNLIKE = 0.02;

interface Known {
  in: number;
  coverage: number;
}

/** The same of a period's energy; also whether the whole was silent while its parts were not. */
export function energyRest(whole: Known | undefined, parts: readonly (Known | undefined)[], errorLeast: number): (Rest & { isUnlike: boolean }) | undefined {
  const rest = restOf(whole?.in, parts.map((part) => part?.in), errorLeast);
  if (!rest || !whole) return undefined;
  const isUnlike = parts.some((part) => part !== undefined && part.coverage > whole.coverage + UNLIKE);
  return { ...rest, isUnlike, isWrong: rest.isWrong && !isUnlike };
}

export type Key = 'now' | 'energy' | 'cost' | 'name';

/** The largest first, names by the alphabet; what is not known last. Equals stay as they were. */
export function sorted<T extends { id: string }>(rows: readonly T[], value: (row: T) => number | string | undefined, before: readonly string[]): T[] {
  const places = new Map(before.map((id, i) => [id, i]));
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === y) return (places.get(a.id) ?? 1e9) - (places.get(b.id) ?? 1e9);
    if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
    return typeof x === 'string' || typeof y === 'string' ? String(x).localeCompare(String(y)) : y - x;
  });
}

/** Rows change places at most this often, and never under a pointer or the focus. */
export const SORT_EACH = 5_000;

export interface Order {
  ids: string[];
  at: number;
}

/** The order from now on: the old one while it is held or young, with newcomers behind it. */
export function settled(order: Order, wanted: readonly string[], now: number, isHeld: boolean): Order {
  const isSame = order.ids.length === wanted.length && order.ids.every((id) => wanted.includes(id));
  if (order.ids.length > 0 && (isHeld || now - order.at < SORT_EACH)) {
    if (isSame) return order;
    const there = order.ids.filter((id) => wanted.includes(id));
    return { ids: [...there, ...wanted.filter((id) => !there.includes(id))], at: order.at };
  }
  return { ids: [...wanted], at: now };
}

/** What a filter finds: the circuits themselves, and with them the panels above, so that they can be found again. */
export function matches(nodes: readonly Node[], wanted: string): { found: Set<string>; shown: Set<string> } {
  const text = wanted.trim().toLowerCase();
  const found = new Set<string>();
  const shown = new Set<string>();
  for (const node of flat(nodes)) {
    const { meter } = node;
    if (text && !meter.name.toLowerCase().includes(text) && !meter.id.toLowerCase().includes(text)) continue;
    found.add(meter.id);
    for (let at: Node | undefined = node; at; at = at.parent) shown.add(at.meter.id);
  }
  return { found, shown };
}

export type State = 'on' | 'standby' | 'off' | 'silent';

const ON_LEAST = 10;
const OFF_MOST = 0.75;

export function stateOf(watts: number | undefined, isSilent: boolean): State {
  if (isSilent || watts === undefined) return 'silent';
  const size = Math.abs(watts);
  return size >= ON_LEAST ? 'on' : size > OFF_MOST ? 'standby' : 'off';
}
