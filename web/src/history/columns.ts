/** How a bar is stacked. */
import type { Amount, Energies } from './energy';
import { HOME, type Line } from './lines';

/** A piece of a bar: Wh above zero, or below it. */
export interface Piece {
  line: Line;
  side: 'in' | 'out';
  wh: number;
}

/** The pieces of one column: where energy came from (supply), or what took it (use). */
export interface Column {
  kind: 'supply' | 'use';
  pieces: Piece[];
}

/** From the ground up, as on the first screen: the sun, what was kept of it, and what was bought besides. */
const SUPPLY = ['solar', 'battery', 'grid'];
const isSupply = (line: Line) => SUPPLY.includes(line.colour);

/**
 * The columns of a bar. Sources stand on each other, what they took back hangs below zero; circuits
 * stand beside them. The home is a mark across the sources, a frame around the circuits, or, alone,
 * a column.
 */
export function columnsOf(energies: Energies, at: number, parents: Map<string, string | null>): Column[] {
  const of = (line: Line) => energies.amounts.get(line.id)?.[at];
  const sources = energies.lines.filter(isSupply).sort((a, b) => SUPPLY.indexOf(a.colour) - SUPPLY.indexOf(b.colour));
  const uses = energies.lines.filter((line) => !isSupply(line) && line.id !== HOME);
  const columns: Column[] = [];
  if (sources.length > 0) columns.push({ kind: 'supply', pieces: sources.flatMap((line) => sides(line, of(line))) });
  if (uses.length > 0) columns.push({ kind: 'use', pieces: uses.flatMap((line) => sides(line, less(line, uses, of, parents))) });
  const home = energies.lines.find((line) => line.id === HOME);
  if (home && columns.length === 0) columns.push({ kind: 'use', pieces: sides(home, of(home)) });
  return columns;
}

function sides(line: Line, amount: Amount | undefined): Piece[] {
  if (!amount) return [];
  const pieces: Piece[] = [];
  if (amount.in > 0) pieces.push({ line, side: 'in', wh: amount.in });
  if (amount.out > 0) pieces.push({ line, side: 'out', wh: amount.out });
  return pieces;
}

/** A panel less those of its circuits that are drawn too: nothing is stacked twice. */
function less(line: Line, uses: Line[], of: (line: Line) => Amount | undefined, parents: Map<string, string | null>): Amount | undefined {
  const own = of(line);
  if (!own) return undefined;
  const inner = uses.filter((other) => other !== line && nearest(other.meter, uses, parents) === line.meter);
  return { ...own, in: Math.max(0, own.in - inner.reduce((sum, other) => sum + (of(other)?.in ?? 0), 0)) };
}

/** The closest meter above this one that is drawn. */
function nearest(meter: string, uses: Line[], parents: Map<string, string | null>): string | undefined {
  let at = parents.get(meter) ?? null;
  for (let deep = 0; at !== null && deep < 32; deep++) {
    const above = at;
    if (uses.some((line) => line.meter === above)) return above;
    at = parents.get(above) ?? null;
  }
  return undefined;
}

export const sumOf = (column: Column, side: 'in' | 'out') => column.pieces.reduce((sum, piece) => sum + (piece.side === side ? piece.wh : 0), 0);
