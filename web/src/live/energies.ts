/** Energy of any number of meters, asked of the server in as few questions as it takes. */
import * as api from '../api';
import type { By, EnergyBucket } from '../model';

/** Meters of one question. */
const ASKED_MOST = 64;

export async function bucketsOf(ids: readonly string[], from: number, to: number, by: By, abort?: AbortSignal): Promise<Map<string, EnergyBucket[]>> {
  if (to <= from) return new Map();
  const parts: string[][] = [];
  for (let at = 0; at < ids.length; at += ASKED_MOST) parts.push(ids.slice(at, at + ASKED_MOST));
  const answers = await Promise.all(parts.map((part) => api.energies(part, from, to, by, abort)));
  return new Map(answers.flatMap((answer) => answer.meters.map((each) => [each.meter, each.buckets])));
}
