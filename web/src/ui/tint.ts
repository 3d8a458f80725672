/**
 * The colour and texture of each meter. A circuit's follows from its id, so that it stays the same
 * when others come and go; only where two ids want the same one does the later one move on. Nine
 * colours three times over: plain, with stripes, with dots.
 */
import type { Meter } from '../model';

export type Texture = 'solid' | 'hatch' | 'dots';

export interface Tint {
  /** The style sheet's name of its colour. */
  colour: string;
  texture: Texture;
}

const COLOURS = 9;
const TEXTURES: Texture[] = ['solid', 'hatch', 'dots'];
const MAIN: Partial<Record<Meter['role'], Tint>> = {
  grid: { colour: 'grid', texture: 'solid' },
  solar: { colour: 'solar', texture: 'solid' },
  battery: { colour: 'battery', texture: 'dots' },
};

export function tints(meters: readonly Meter[]): Map<string, Tint> {
  const all = new Map<string, Tint>();
  const circuits: { id: string; hash: number }[] = [];
  for (const { id, role } of meters) {
    const tint = MAIN[role];
    if (tint) all.set(id, tint);
    else circuits.push({ id, hash: hashOf(id) });
  }
  circuits.sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1));
  const taken = new Set<number>();
  for (const { id, hash } of circuits) {
    if (taken.size === COLOURS * TEXTURES.length) taken.clear();
    const layer = Math.floor(taken.size / COLOURS) * COLOURS;
    let place = hash % COLOURS;
    while (taken.has(layer + place)) place = (place + 1) % COLOURS;
    taken.add(layer + place);
    all.set(id, { colour: `circuit-${place}`, texture: TEXTURES[layer / COLOURS] ?? 'solid' });
  }
  return all;
}

/** FNV-1a: spreads ids that differ in one letter. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619) >>> 0;
  return hash;
}
