/** The parts of a kilowatt-hour's price: the energy, each charge, each tax. */
import { Exact } from '../exact';
import type { Tariff, TariffVersion } from '../model';

export interface Part {
  name: string;
  amount: Exact;
  /** The style sheet's name of its colour. */
  tone: string;
}

const CHARGES = ['circuit-2', 'circuit-4', 'circuit-7'];
const TAXES = ['home', 'quiet'];

/** The version that holds on a day such as 2026-03-29; undefined before the first. */
export const versionOn = (tariff: Tariff, day: string): TariffVersion | undefined => tariff.versions.filter((each) => each.from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))[0];

/** The parts on a day, none of a price that is not one. */
export function madeOf(tariff: Tariff, day: string): Part[] {
  const version = versionOn(tariff, day);
  const energy = version && energyOf(version);
  if (!version || !energy) return [];
  const charges = (version.charges ?? []).map((charge, i) => ({ name: charge.name, amount: Exact.of(charge.per_kwh), tone: CHARGES[i % CHARGES.length] ?? '' }));
  const onCharges = Exact.sum(charges.map((charge) => charge.amount));
  const taxes = (version.taxes ?? []).map((tax, i) => {
    const base = Exact.sum([...(tax.on.includes('energy') ? [energy] : []), ...(tax.on.includes('charge') ? [onCharges] : [])]);
    return { name: tax.name, amount: base.times(Exact.of(tax.percent)).shifted(2), tone: TAXES[i % TAXES.length] ?? '' };
  });
  return [{ name: 'Energy', amount: energy, tone: 'grid' }, ...charges, ...taxes.filter((tax) => tax.amount.sign() !== 0)];
}

function energyOf({ energy }: TariffVersion): Exact | undefined {
  if (energy.kind === 'flat') return Exact.of(energy.price);
  return energy.kind === 'bands' && energy.bands.length === 1 ? Exact.of(energy.bands[0]?.price ?? 0) : undefined;
}

/** What is paid or earned besides, before taxes: a name, an amount and what it is for. */
export function besides(version: TariffVersion): { name: string; amount: Exact; unit: string }[] {
  const { energy, feed_in, standing, demand } = version;
  return [
    ...(energy.kind === 'tiers' ? energy.tiers.map((tier) => ({ name: tier.up_to_kwh ? `${tier.name}, to ${tier.up_to_kwh} kWh` : tier.name, amount: Exact.of(tier.price), unit: 'kWh' })) : []),
    ...(standing ?? []).map(({ name, per_day }) => ({ name, amount: Exact.of(per_day), unit: 'day' })),
    ...(demand ? [{ name: demand.floor_kw ? `${demand.name}, at least ${demand.floor_kw} kW` : demand.name, amount: Exact.of(demand.per_kw), unit: 'kW' }] : []),
    ...(feed_in?.kind === 'flat' ? [{ name: 'Feeding in earns', amount: Exact.of(feed_in.price), unit: 'kWh' }] : []),
  ];
}
