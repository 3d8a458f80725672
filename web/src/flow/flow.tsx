/** Where a period's energy came from and where it went; everything adds up, and is seen to. */
import { useState } from 'preact/hooks';
import * as api from '../api';
import { inSlots, type Period } from '../calendar';
import { energy, joined, kWh, money, percent, slotName } from '../format';
import { meters, site } from '../live/store';
import type { Balance, BalanceAnswer } from '../model';
import { Bars, type Bar } from '../ui/bars';
import { Card, Empty, Loaded, Measured } from '../ui/card';
import { Go } from '../ui/go';
import { Head } from '../ui/head';
import { useLoad } from '../ui/load';
import { choosePeriod, until, usePeriod } from '../ui/period';
import { Sankey } from './picture';
import { circuitsOf, pictureOf, type Node, type Picture } from './rows';
import './flow.css';

const RENEW_EACH = 60_000;

export function FlowScreen() {
  const period = usePeriod();
  const at = site.value;
  const circuits = circuitsOf(meters.value);
  const ids = circuits.map((meter) => meter.id).slice(0, 64);
  const key = at ? `${at.id} ${period.from} ${period.to} ${period.by} ${ids.join()}` : '';
  const load = useLoad(
    key,
    async (abort) => {
      const [balance, energies] = await Promise.all([
        api.balance(at?.id ?? '', period.from, until(period), period.by, abort),
        ids.length > 0 ? api.energies(ids, period.from, until(period), period.by, abort) : undefined,
      ]);
      return { balance, picture: pictureOf(balance.total, circuits, energies?.meters ?? []) };
    },
    period.isCurrent ? RENEW_EACH : 0,
  );
  return (
    <div class="flow-screen">
      <Head title="Flow" periods="all" />
      <Loaded load={load} what="The flow of this period" height={560}>
        {({ balance, picture }) => (picture ? <Whole balance={balance} picture={picture} period={period} /> : <NoGrid total={balance.total} />)}
      </Loaded>
    </div>
  );
}

function NoGrid({ total }: { total: Balance }) {
  const used = total.home === null ? '' : ` What is measured used ${joined(energy(total.home))}.`;
  return (
    <section class="card">
      <Empty text={`A flow has two ends: it needs a meter with the role grid, at the connection to the street.${used}`} height={240}>
        <Go to="meters" class="button">
          Choose it on the Meters screen
        </Go>
      </Empty>
    </section>
  );
}

function Whole({ balance, picture, period }: { balance: BalanceAnswer; picture: Picture; period: Period }) {
  const { total, currency } = balance;
  const isBare = picture.in === 0;
  return (
    <div class="flow-grid">
      <Shares total={total} currency={currency} />
      <Card id="sankey" title="From where to where" note={<Measured part={total.coverage} />} class="sankey-card">
        {isBare ? <Empty text="Nothing flowed, or nothing was measured." height={240} /> : <Sankey picture={picture} />}
        {picture.excess > 0 && (
          <p class="warn-ink">
            The circuits measured {joined(energy(picture.excess))} more than the home used: a meter is counted twice, or has the wrong role or parent. <Go to="meters">Look at the meters</Go>
          </p>
        )}
      </Card>
      <Sums picture={picture} total={total} currency={currency} />
      <Card id="sources" title="What the home ran on" class="sources-card">
        <SourceBars balance={balance} period={period} />
      </Card>
    </div>
  );
}

/** The two shares that people ask for, each with what it means. */
function Shares({ total, currency }: { total: Balance; currency: string }) {
  return (
    <section class="shares" aria-label="Shares">
      <Share
        name="Self-made"
        value={percent(total.autarky)}
        what="autarky"
        means={`Of the ${joined(energy(total.home ?? undefined))} that the home used, this part was not bought: 1 − bought ÷ used.`}
      />
      <Share
        name="Sun used here"
        value={percent(total.self_consumption)}
        what="self-consumption"
        means={
          total.solar
            ? `Of the ${joined(energy(total.solar))} that the sun made, this part was not sold: (made − sold) ÷ made.`
            : 'The part of the sun’s energy that was not sold; there was none in this period.'
        }
      />
      <article class="card share">
        <h2>Money</h2>
        {total.cost === null ? (
          <p class="quiet">
            There is no price for this period. <Go to="costs">Set the tariff</Go>
          </p>
        ) : (
          <>
            <p class="tile-figure">{money(total.cost, currency)}</p>
            <p class="quiet">for what was bought{total.earned !== null && `; ${money(total.earned, currency)} for what was sold`}</p>
            {(total.unpriced ?? 0) > 0 && <p class="warn-ink">{joined(energy(total.unpriced))} had no price.</p>}
          </>
        )}
      </article>
    </section>
  );
}

function Share({ name, value, what, means }: { name: string; value: string; what: string; means: string }) {
  const [open, setOpen] = useState(false);
  return (
    <article class="card share">
      <h2>
        {name}
        <button type="button" class="what" aria-expanded={open} aria-label={`What ${what} means`} onClick={() => setOpen(!open)}>
          ?
        </button>
      </h2>
      <p class="tile-figure">{value}</p>
      <p class="quiet">{open ? means : what}</p>
    </article>
  );
}

/** In equals out, written down. */
function Sums({ picture, total, currency }: { picture: Picture; total: Balance; currency: string }) {
  const column = (at: number) => picture.nodes.filter((node) => node.column === at);
  const sum = (nodes: Node[]) => nodes.reduce((all, node) => all + node.energy, 0);
  const moneyOf = (id: string) => (id === 'grid' && total.cost !== null ? money(total.cost, currency) : id === 'export' && total.earned !== null ? money(total.earned, currency) : '');
  return (
    <Card id="sums" title="In is out" class="sums-card">
      <div class="sums">
        <SumTable name="In" nodes={column(0)} whole={picture.in} moneyOf={moneyOf} />
        <SumTable name="Out" nodes={column(1)} whole={picture.out} moneyOf={moneyOf} />
        {column(2).length > 0 && <SumTable name="Home, circuit by circuit" nodes={column(2)} whole={sum(column(2))} moneyOf={moneyOf} />}
      </div>
    </Card>
  );
}

function SumTable({ name, nodes, whole, moneyOf }: { name: string; nodes: Node[]; whole: number; moneyOf: (id: string) => string }) {
  const withMoney = nodes.some((node) => moneyOf(node.id));
  return (
    <table>
      <caption class="hidden">{name}</caption>
      <thead class="hidden">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Energy</th>
          <th scope="col">Part</th>
          {withMoney && <th scope="col">Money</th>}
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => (
          <tr key={node.id}>
            <th scope="row">
              <i class={`swatch ${node.kind}`} aria-hidden="true" /> {node.name}
            </th>
            <td>{kWh(node.energy)}</td>
            <td>{percent(whole > 0 ? node.energy / whole : null)}</td>
            {withMoney && <td>{moneyOf(node.id)}</td>}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{name}</th>
          <td>{kWh(whole)}</td>
          <td />
          {withMoney && <td />}
        </tr>
      </tfoot>
    </table>
  );
}

const SERIES = [
  { name: 'Sun', colour: 'solar' },
  { name: 'Battery', colour: 'battery' },
  { name: 'Bought', colour: 'grid' },
  { name: 'Sold', colour: 'export', isHatched: true },
];

/** What the home ran on, bar by bar; what was sold hangs below. */
function SourceBars({ balance, period }: { balance: BalanceAnswer; period: Period }) {
  const slots = inSlots(balance.buckets, period, balance.zone, balance.by);
  const bars: Bar[] = slots.map(({ start, end, bucket }) => {
    const flows = bucket?.flows;
    return {
      ...slotName(start, end, balance.by, balance.zone),
      values: flows ? [flows.solar_home, flows.battery_home, flows.grid_home, -(flows.solar_grid + flows.battery_grid)] : [null, null, null, null],
      coverage: bucket?.coverage ?? 1,
      ...(bucket && bucket.coverage < 0.995 ? { note: `${Math.floor(bucket.coverage * 100)} % measured` } : {}),
    };
  });
  const last = slots.findLastIndex((slot) => slot.bucket !== undefined);
  const open = (at: number) => {
    const slot = slots[at];
    if (slot) choosePeriod(balance.by === 'month' ? 'month' : balance.by === 'year' ? 'year' : 'day', slot.start);
  };
  return (
    <Bars
      id="source-bars"
      label="What the home ran on"
      series={SERIES}
      bars={bars}
      start={Math.max(0, last)}
      show={(value) => joined(energy(Math.abs(value)))}
      axis={(value) => kWh(value, Number.isInteger(value / 1e3) ? 0 : 1)}
      {...(balance.by === 'hour' ? {} : { pick: open })}
    />
  );
}
