/** What can be drawn: every channel of every meter, and the home, which is reckoned from three. */
import { homePower, partsOf } from '../live/balance';
import { UNITS, type Meter, type Series } from '../model';
import { tints, type Texture } from '../ui/tint';

export interface Line {
  /** As the address says it: grid.power. */
  id: string;
  meter: string;
  channel: string;
  name: string;
  unit: string;
  /** The style sheet's name of its colour. */
  colour: string;
  texture: Texture;
  isInterval: boolean;
}

export const HOME = 'home';
const ORDER = ['grid', 'solar', 'battery'];
const MAIN = new Set(ORDER);

export function linesOf(meters: Meter[]): Line[] {
  const lines: Line[] = [];
  if (partsOf(meters).length > 1 && meters.some((meter) => meter.role === 'grid')) {
    lines.push({ id: HOME, meter: '', channel: '', name: 'Home', unit: UNITS.power, colour: 'home', texture: 'solid', isInterval: false });
  }
  const looks = tints(meters);
  const rank = (meter: Meter) => (ORDER.includes(meter.role) ? ORDER.indexOf(meter.role) : ORDER.length);
  for (const meter of [...meters].sort((a, b) => rank(a) - rank(b))) {
    const { colour = 'home', texture = 'solid' } = looks.get(meter.id) ?? {};
    for (const channel of meter.channels) {
      const isPower = channel.name === 'power';
      const name = isPower ? meter.name : `${meter.name}, ${channel.name.replaceAll('_', ' ')}`;
      const isInterval = channel.kind === 'interval';
      lines.push({ id: `${meter.id}.${channel.name}`, meter: meter.id, channel: channel.name, name, unit: channel.unit, colour, texture, isInterval });
    }
  }
  return lines;
}

/** The lines that an address names, else what a home's picture begins with. */
export function chosen(all: Line[], named: string | null, meters: Meter[]): Line[] {
  if (named !== null) {
    const ids = named.split(',');
    return all.filter((line) => ids.includes(line.id));
  }
  const roles = new Map(meters.map((meter) => [meter.id, meter.role]));
  const main = all.filter((line) => line.id === HOME || (line.channel === 'power' && MAIN.has(roles.get(line.meter) ?? '')));
  if (main.length > 0) return main;
  const first = all.find((line) => line.channel === 'power') ?? all[0];
  return first ? [first] : [];
}

/** The series that the server must be asked for to draw these lines. */
export function wanted(lines: Line[], meters: Meter[]): string[] {
  const ids = new Set<string>();
  for (const line of lines) {
    if (line.id !== HOME) ids.add(line.id);
    else for (const part of partsOf(meters)) ids.add(`${part.id}.power`);
  }
  return [...ids];
}

/** The home's power where all of its parts are known: the mean of each stretch, or each sample. */
export function homeSeries(meters: Meter[], answer: Series[]): Series {
  const parts = partsOf(meters);
  const sources = answer.filter((series) => series.channel === 'power' && parts.some((part) => part.id === series.meter));
  const lead = sources.reduce((a, b) => (a.time.length >= b.time.length ? a : b), sources[0] as Series);
  const home: Series = { ...lead, meter: '', channel: '', time: [], min: [], mean: [], max: [] };
  const places = sources.map(() => 0);
  for (const time of lead?.time ?? []) {
    const now = new Map<string, number>();
    sources.forEach((series, i) => {
      let place = places[i] ?? 0;
      while ((series.time[place + 1] ?? Infinity) <= time) place++;
      places[i] = place;
      const isHere = time - (series.time[place] ?? Infinity) <= Math.max(60_000, series.resolution);
      if (isHere) now.set(series.meter, series.mean[place] ?? 0);
    });
    const watts = now.size === sources.length ? homePower(parts, (meter) => now.get(meter)).home : undefined;
    if (watts === undefined) continue;
    home.time.push(time);
    home.mean.push(watts);
    home.min.push(watts);
    home.max.push(watts);
  }
  return home;
}
