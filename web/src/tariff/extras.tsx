/** What is charged besides the energy: per kWh, by the day, for the peak; and the taxes on all of it. */
import type { TariffVersion } from '../model';
import { TAXED_FIRST } from './checks';
import { Energy } from './energy';
import { Field, PriceField, Remove, removed, replaced, Rows } from './fields';
import { LINES, type Tax } from './tariff';

interface Props {
  path: string;
  version: TariffVersion;
  change: (version: TariffVersion) => void;
}

export function FeedIn({ path, version, change }: Props) {
  const { feed_in, ...rest } = version;
  return (
    <section class="card" aria-labelledby="feed-in">
      <div class="card-head">
        <h2 id="feed-in">
          Energy you sell <small>what a kWh that you feed in earns</small>
        </h2>
        <button type="button" class="button small" onClick={() => change(feed_in ? rest : { ...version, feed_in: { kind: 'flat', price: '' } })}>
          {feed_in ? 'Nothing is sold' : 'Add a feed-in price'}
        </button>
      </div>
      {feed_in && (
        <Energy
          path={`${path}.feed_in`}
          label="Kind of feed-in price"
          price={feed_in}
          kinds={['flat', 'bands', 'dynamic']}
          change={(price) => void (price.kind !== 'tiers' && change({ ...version, feed_in: price }))}
        />
      )}
    </section>
  );
}

export function Extras({ path, version, change }: Props) {
  const charges = version.charges ?? [];
  const standing = version.standing ?? [];
  return (
    <section class="card extras" aria-labelledby="extras">
      <h2 id="extras">On top</h2>
      <Rows title="Per kWh" about="energy tax, grid fees" add="Add a charge" onAdd={() => change({ ...version, charges: [...charges, { name: '', per_kwh: '' }] })}>
        {charges.map((charge, i) => (
          <div class="row two" key={i}>
            <Field path={`${path}.charges[${i}].name`} label="Name" value={charge.name} change={(name) => change({ ...version, charges: replaced(charges, i, { ...charge, name }) })} />
            <PriceField path={`${path}.charges[${i}].per_kwh`} label="Amount" per="kWh" value={charge.per_kwh} change={(per_kwh) => change({ ...version, charges: replaced(charges, i, { ...charge, per_kwh }) })} />
            <Remove what={charge.name || 'this charge'} click={() => change({ ...version, charges: removed(charges, i) })} />
          </div>
        ))}
      </Rows>
      <Rows title="By the day" about="connection, meter, subscription" add="Add a standing charge" onAdd={() => change({ ...version, standing: [...standing, { name: '', per_day: '' }] })}>
        {standing.map((each, i) => (
          <div class="row two" key={i}>
            <Field path={`${path}.standing[${i}].name`} label="Name" value={each.name} change={(name) => change({ ...version, standing: replaced(standing, i, { ...each, name }) })} />
            <PriceField path={`${path}.standing[${i}].per_day`} label="Amount" per="day" value={each.per_day} change={(per_day) => change({ ...version, standing: replaced(standing, i, { ...each, per_day }) })} />
            <Remove what={each.name || 'this charge'} click={() => change({ ...version, standing: removed(standing, i) })} />
          </div>
        ))}
      </Rows>
      <Demand path={path} version={version} change={change} />
      <Taxes path={path} version={version} change={change} />
    </section>
  );
}

function Demand({ path, version, change }: Props) {
  const { demand, ...rest } = version;
  if (!demand) {
    return (
      <Rows title="For the peak" about="an amount per kW of a billing period’s highest interval" add="Add a capacity charge" onAdd={() => change({ ...version, demand: { name: 'Capacity', per_kw: '', floor_kw: '' } })}>
        {null}
      </Rows>
    );
  }
  const put = (part: Partial<typeof demand>) => change({ ...version, demand: { ...demand, ...part } });
  return (
    <div class="rows">
      <p>
        <b>For the peak</b> <small>of each billing period</small>
      </p>
      <div class="row">
        <Field path={`${path}.demand.name`} label="Name" value={demand.name} change={(name) => put({ name })} />
        <PriceField path={`${path}.demand.per_kw`} label="Amount" per="kW" value={demand.per_kw} change={(per_kw) => put({ per_kw })} />
        <Field path={`${path}.demand.floor_kw`} label="At least" type="number" unit="kW" hint="empty for no least" value={demand.floor_kw ?? ''} change={(floor_kw) => put({ floor_kw })} />
        <Remove what={demand.name || 'the capacity charge'} click={() => change(rest)} />
      </div>
    </div>
  );
}

const ON: Record<(typeof LINES)[number], string> = { energy: 'Energy', charge: 'Per kWh', standing: 'By the day', demand: 'Peak', feed_in: 'Feed-in' };

function Taxes({ path, version, change }: Props) {
  const taxes = version.taxes ?? [];
  const put = (at: number, tax: Tax) => change({ ...version, taxes: replaced(taxes, at, tax) });
  return (
    <Rows title="Taxes" about="a percentage of other lines" add="Add a tax" onAdd={() => change({ ...version, taxes: [...taxes, { name: 'VAT', percent: '', on: TAXED_FIRST }] })}>
      {taxes.map((tax, i) => (
        <div class="tax" key={i}>
          <div class="row two">
          <Field path={`${path}.taxes[${i}].name`} label="Name" value={tax.name} change={(name) => put(i, { ...tax, name })} />
          <Field path={`${path}.taxes[${i}].percent`} label="Per cent" type="number" unit="%" value={tax.percent} change={(percent) => put(i, { ...tax, percent })} />
            <Remove what={tax.name || 'this tax'} click={() => change({ ...version, taxes: removed(taxes, i) })} />
          </div>
          <fieldset class="day-boxes" data-path={`${path}.taxes[${i}].on`}>
            <legend>On</legend>
            {LINES.map((line) => (
              <label key={line}>
                <input type="checkbox" checked={tax.on.includes(line)} onChange={() => put(i, { ...tax, on: LINES.filter((each) => (each === line) !== tax.on.includes(each)) })} /> {ON[line]}
              </label>
            ))}
          </fieldset>
        </div>
      ))}
    </Rows>
  );
}
