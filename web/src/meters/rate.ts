import { age, decimal } from '../format';
import type { Meter } from '../model';

/** Received of expected: what is missing shows as a gap. */
export function rate(meter: Meter): string {
  const got = meter.received.per_minute;
  if (!meter.period) return got === 0 ? 'none now' : decimal(got, 0);
  const due = 60_000 / meter.period;
  return due >= 1.5 ? `${decimal(got, 0)} of ${decimal(due, 0)} a minute` : `one each ${age(meter.period)}`;
}
