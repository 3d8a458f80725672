/** The last minutes of the home's power, whole from the first moment: out of the store, then live. */
import * as api from '../api';
import type { Meter } from '../model';
import { homePower, layers, partsOf } from './balance';
import { Ring } from './ring';

const POINTS = 6_000;
const PX = 1_500;

/** Rows of the home's power and of its layers. */
export const trace = new Ring(POINTS, 3);

/** Puts what is stored before what has come; gives up silently: the trace then begins now. */
export async function backfill(meters: Meter[], from: number, to: number, isCurrent: () => boolean): Promise<void> {
  const parts = partsOf(meters).filter((meter) => meter.channels.some((channel) => channel.name === 'power'));
  if (parts.length === 0) return;
  const answer = await api.history(parts.map((meter) => `${meter.id}.power`), from, to, PX).catch(() => undefined);
  if (!answer || !isCurrent()) return;
  const lead = answer.series.reduce((a, b) => (a.time.length >= b.time.length ? a : b));
  const older = new Ring(POINTS, 3);
  const places = answer.series.map(() => 0);
  for (const time of lead.time) {
    const now = new Map<string, number>();
    answer.series.forEach((series, i) => {
      let place = places[i] ?? 0;
      while ((series.time[place + 1] ?? Infinity) <= time) place++;
      places[i] = place;
      const value = series.mean[place];
      if (value !== undefined) now.set(series.meter, value);
    });
    const row = layers(homePower(parts, (meter) => now.get(meter)));
    if (row) older.push(time, ...row);
  }
  trace.prepend(older);
}
