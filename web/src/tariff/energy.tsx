/** What a kWh costs or earns: one price, bands of a week, tiers, or a market's. */
import { price as priceText } from '../format';
import { live, meters, site } from '../live/store';
import type { Pricing } from '../model';
import { Bands } from './bands';
import { Choice, Field, PriceField, Remove, removed, replaced } from './fields';
import { blank, type Dynamic, type Kind, type Tiers } from './tariff';

interface Props {
  path: string;
  price: Pricing;
  change: (price: Pricing) => void;
  kinds: Kind[];
  label: string;
}

const NAMES: Record<Kind, string> = { flat: 'One price', bands: 'Bands', tiers: 'Tiers', dynamic: 'Dynamic' };

export function Energy({ path, price, change, kinds, label }: Props) {
  return (
    <>
      <Choice label={label} value={price.kind} options={kinds.map((value) => ({ value, name: NAMES[value] }))} change={(kind) => change(blank(kind))} />
      <Kinds path={path} price={price} change={change} />
    </>
  );
}

function Kinds({ path, price, change }: Pick<Props, 'path' | 'price' | 'change'>) {
  switch (price.kind) {
    case 'flat':
      return <PriceField path={`${path}.price`} label="Price" per="kWh" value={price.price} change={(value) => change({ ...price, price: value })} />;
    case 'bands':
      return <Bands path={path} bands={price} change={change} />;
    case 'tiers':
      return <TierRows path={path} price={price} change={change} />;
    case 'dynamic':
      return <Market path={path} price={price} change={change} />;
  }
}

function TierRows({ path, price, change }: { path: string; price: Tiers; change: (price: Tiers) => void }) {
  const { tiers } = price;
  const put = (at: number, tier: Tiers['tiers'][number]) => change({ ...price, tiers: replaced(tiers, at, tier) });
  const last = tiers.length - 1;
  return (
    <div class="rows">
      <p class="quiet">Counted anew in each billing period. The last one is for all the rest.</p>
      {tiers.map((tier, i) => (
        <div class="row" key={i}>
          <Field path={`${path}.tiers[${i}].name`} label="Name" value={tier.name} change={(name) => put(i, { ...tier, name })} />
          {i < last && (
            <Field path={`${path}.tiers[${i}].up_to_kwh`} label="Up to" type="number" unit="kWh" value={tier.up_to_kwh ?? ''} change={(up_to_kwh) => put(i, { ...tier, up_to_kwh })} />
          )}
          <PriceField path={`${path}.tiers[${i}].price`} label="Price" per="kWh" value={tier.price} change={(value) => put(i, { ...tier, price: value })} />
          {tiers.length > 2 && i < last && <Remove what={tier.name} click={() => change({ ...price, tiers: removed(tiers, i) })} />}
        </div>
      ))}
      <button
        type="button"
        class="button small"
        onClick={() => change({ ...price, tiers: [...tiers.slice(0, last), { name: `Tier ${last + 1}`, up_to_kwh: '', price: '' }, ...tiers.slice(last)] })}
      >
        Add a tier
      </button>
    </div>
  );
}

/** Channels that hold prices. */
const priceSeries = () =>
  meters.value.flatMap((meter) =>
    meter.channels
      .filter((channel) => channel.name === 'price' || channel.unit.endsWith('/kWh'))
      .filter((channel) => channel.name !== 'carbon_intensity')
      .map((channel) => ({ id: `${meter.id}.${channel.name}`, name: `${meter.name}, ${channel.name}`, now: live(meter.id, channel.name)?.value ?? channel.last?.value })),
  );

function Market({ path, price, change }: { path: string; price: Dynamic; change: (price: Dynamic) => void }) {
  const known = priceSeries();
  const chosen = known.find((each) => each.id === price.series);
  const currency = site.value?.currency ?? 'EUR';
  return (
    <div class="row">
      <p class="entry">
        <label for={`${path}-series`}>Market prices</label>
        <select id={`${path}-series`} data-path={`${path}.series`} value={price.series} onChange={(event) => change({ ...price, series: event.currentTarget.value })}>
          <option value="">choose a series</option>
          {price.series && !chosen && <option value={price.series}>{price.series}</option>}
          {known.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
        <small>
          {known.length === 0
            ? 'No meter here has prices yet. Send or import them as a meter’s channel "price", per kWh.'
            : chosen?.now !== undefined
              ? `Newest: ${priceText(String(chosen.now), currency)}`
              : 'A channel of a meter that holds a price per kWh.'}
        </small>
      </p>
      <Field path={`${path}.factor`} label="Times" type="number" value={price.factor ?? ''} change={(factor) => change({ ...price, factor })} hint="1 for the price itself" />
      <PriceField path={`${path}.markup`} label="Plus" per="kWh" value={price.markup ?? ''} change={(markup) => change({ ...price, markup })} hint="the supplier’s mark-up" />
    </div>
  );
}
