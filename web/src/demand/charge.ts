/** What a kilowatt of the peak costs at a site, by its tariff. */
import { versionOn } from '../costs/parts';
import { Exact } from '../exact';
import type { Tariff } from '../model';

export interface Charge {
  /** Of a kW, taxes included. */
  perKw: Exact;
  /** What is charged at least, W. */
  floor: number;
}

/** The charge that holds on a day such as 2026-03-29; undefined where a peak costs nothing. */
export function chargeOn(tariff: Tariff | null, day: string): Charge | undefined {
  const version = tariff ? versionOn(tariff, day) : undefined;
  if (!version?.demand) return undefined;
  const taxes = (version.taxes ?? []).filter((tax) => tax.on.includes('demand')).map((tax) => Exact.of(tax.percent).shifted(2));
  return { perKw: Exact.of(version.demand.per_kw).times(Exact.sum([Exact.of(1), ...taxes])), floor: Exact.of(version.demand.floor_kw ?? '0').near() * 1_000 };
}

/** What a higher peak adds to this bill, watts against watts. */
export function added(charge: Charge, peak: number, limit: number): Exact {
  const more = Math.max(0, Math.round(peak - Math.max(limit, charge.floor)));
  return Exact.of(more).shifted(3).times(charge.perKw);
}
