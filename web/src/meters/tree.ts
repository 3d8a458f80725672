import type { Meter } from '../model';

/** Whether a meter is behind another one, at any depth: it can't be its parent. */
export function isBehind(meter: Meter, other: string, all: Meter[]): boolean {
  const seen = new Set<string>();
  for (let at: string | null = meter.id; at !== null && !seen.has(at); ) {
    if (at === other) return true;
    seen.add(at);
    at = all.find((each) => each.id === at)?.parent ?? null;
  }
  return false;
}
