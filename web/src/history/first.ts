/** When a line's first reading was: found in two steps, once a line. */
import { useEffect, useState } from 'preact/hooks';
import type { Meter } from '../model';
import { load } from './data';
import type { Line } from './lines';

const BEGINNING = Date.UTC(2000, 0, 1);
const PX = 1_000;
const known = new Map<string, number>();

export function useFirst(lead: Line | undefined, meters: Meter[], site: string, now: number): number | undefined {
  const key = lead ? `${site} ${lead.id}` : '';
  const [found, setFound] = useState<number | undefined>(known.get(key));
  useEffect(() => {
    setFound(known.get(key));
    if (!lead || known.has(key)) return undefined;
    const abort = new AbortController();
    void find(lead, meters, now, abort.signal).then(
      (first) => {
        if (first === undefined || abort.signal.aborted) return;
        known.set(key, first);
        setFound(first);
      },
      // Then "all" is the last year, and the strip shows what it has.
      () => undefined,
    );
    return () => abort.abort();
  }, [key]);
  return found;
}

async function find(lead: Line, meters: Meter[], now: number, abort: AbortSignal): Promise<number | undefined> {
  const rough = await load([lead], meters, BEGINNING, now, PX, abort);
  const [series] = rough.series;
  const first = series?.time[0];
  if (!series || first === undefined || series.resolution === 0) return first;
  const fine = await load([lead], meters, first, Math.min(now, first + series.resolution), PX, abort);
  return fine.series[0]?.time[0] ?? first;
}
