/** What a tariff still lacks, each fault at its field; and what one kWh comes to. */
import { Exact } from '../exact';
import type { BillLine, Pricing, Tariff, TariffVersion } from '../model';
import { LINES, typed } from './tariff';

/** A fault of the field at this path: versions[0].energy.bands[1].price. */
export interface Fault {
  path: string;
  text: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MISSING_PRICE = 'A price is needed; nothing is assumed.';

export function isDay(text: string): boolean {
  return DAY.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** All that stands in the way of saving, in the order of the form. */
export function faultsOf(tariff: Tariff): Fault[] {
  const faults: Fault[] = [];
  if (!tariff.name.trim()) faults.push({ path: 'name', text: 'Give it a name.' });
  tariff.versions.forEach((version, i) => faults.push(...faultsOfVersion(version, `versions[${i}]`)));
  return faults;
}

function faultsOfVersion(version: TariffVersion, path: string): Fault[] {
  const faults: Fault[] = [];
  const need = (at: string, text: string | undefined, say = MISSING_PRICE) => {
    if (text === undefined || text === '' || typed(text) === undefined) {
      faults.push({ path: `${path}.${at}`, text: text ? 'This is not a number.' : say });
    }
  };
  if (!isDay(version.from)) faults.push({ path: `${path}.from`, text: 'Say from which day these prices hold.' });
  priceFaults(version.energy, 'energy', need);
  if (version.feed_in) priceFaults(version.feed_in, 'feed_in', need);
  version.charges?.forEach((charge, i) => {
    named(faults, `${path}.charges[${i}].name`, charge.name);
    need(`charges[${i}].per_kwh`, charge.per_kwh);
  });
  version.standing?.forEach((standing, i) => {
    named(faults, `${path}.standing[${i}].name`, standing.name);
    need(`standing[${i}].per_day`, standing.per_day);
  });
  if (version.demand) {
    need('demand.per_kw', version.demand.per_kw);
    if (version.demand.floor_kw) need('demand.floor_kw', version.demand.floor_kw);
  }
  version.taxes?.forEach((tax, i) => {
    named(faults, `${path}.taxes[${i}].name`, tax.name);
    need(`taxes[${i}].percent`, tax.percent, 'How many per cent?');
    if (tax.on.length === 0) faults.push({ path: `${path}.taxes[${i}].on`, text: 'Choose what it is on.' });
  });
  return faults;
}

type Need = (at: string, text: string | undefined, say?: string) => void;

function priceFaults(price: Pricing, at: string, need: Need): void {
  switch (price.kind) {
    case 'flat':
      need(`${at}.price`, price.price);
      break;
    case 'bands':
      price.bands.forEach((band, i) => need(`${at}.bands[${i}].price`, band.price));
      break;
    case 'tiers':
      price.tiers.forEach((tier, i) => {
        if (i < price.tiers.length - 1) need(`${at}.tiers[${i}].up_to_kwh`, tier.up_to_kwh, 'Up to how many kWh?');
        need(`${at}.tiers[${i}].price`, tier.price);
      });
      break;
    case 'dynamic':
      // The series' own name is no number, and is looked for among the meters by the server.
      if (!price.series) need(`${at}.series`, '', 'Choose the series of the market’s prices.');
      if (price.markup) need(`${at}.markup`, price.markup);
      if (price.factor) need(`${at}.factor`, price.factor);
  }
}

function named(faults: Fault[], path: string, name: string): void {
  if (!name.trim()) faults.push({ path, text: 'Give it a name.' });
}

/** What one kWh at this price comes to with charges and taxes; undefined while anything is missing. */
export function allIn(version: TariffVersion, price: string): Exact | undefined {
  const energy = Exact.read(typed(price) ?? '');
  const charges = (version.charges ?? []).map((charge) => Exact.read(typed(charge.per_kwh) ?? ''));
  const onEnergy = taxOn(version, 'energy');
  const onCharges = taxOn(version, 'charge');
  if (!energy || !onEnergy || !onCharges || charges.some((charge) => charge === undefined)) return undefined;
  const sum = Exact.sum(charges.filter((charge) => charge !== undefined));
  return energy.times(onEnergy).plus(sum.times(onCharges));
}

/** One plus the taxes on a kind of line. */
function taxOn(version: TariffVersion, kind: BillLine['kind']): Exact | undefined {
  let factor = Exact.of(1);
  for (const tax of version.taxes ?? []) {
    const percent = Exact.read(typed(tax.percent) ?? '');
    if (!percent) return undefined;
    if (tax.on.includes(kind)) factor = factor.plus(percent.shifted(2));
  }
  return factor;
}

/** Where taxes are put when a new one is made: on all that is bought. */
export const TAXED_FIRST: BillLine['kind'][] = LINES.filter((line) => line !== 'feed_in');

/**
 * A fault that the server found, at the field that it names: "versions[0].from is a day such as …", or
 * "versions[0].demand: per_kw lies below …". Without a field the path is empty.
 */
export function faultOf(detail: string): Fault {
  const [, path, colon, text] = /^((?:name|versions\[)[\w.[\]]*)(:?) (.+)$/s.exec(detail) ?? [];
  if (!path || !text) return { path: '', text: detail };
  const field = colon ? /^[a-z_]+(?= )/.exec(text)?.[0] : undefined;
  return { path: field ? `${path}.${field}` : path, text };
}
