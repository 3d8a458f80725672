/** Two things that end badly if nobody looks: the bill of this period, and the demand of this interval. */
import { size } from '../decimal';
import { date, dates, hourMinute, joined, money, power } from '../format';
import { figures } from '../live/figures';
import { site } from '../live/store';
import { Card } from '../ui/card';
import { Go } from '../ui/go';

export function BillCard() {
  const at = figures.value;
  const bill = at?.bill;
  if (!at || !bill) return null;
  const zone = site.value?.zone ?? 'UTC';
  const top = Math.max(size(bill.high), size(bill.so_far), 0.01);
  const part = (amount: string) => `${Math.max(0, Math.min(100, (size(amount) / top) * 100))}%`;
  return (
    <Card id="bill" title="This bill" note={dates(bill.from, bill.to, zone)} class="bill-card" tools={<Go to="costs" more={{ period: 'bill' }}>More</Go>}>
      <p class="tile-figure">
        {money(bill.so_far, at.currency)} <small>so far</small>
      </p>
      <div class="gauge" aria-hidden="true">
        <i style={{ width: part(bill.so_far) }} />
        <em style={{ left: part(bill.low), right: `calc(100% - ${part(bill.high)})` }} />
      </div>
      <p>
        Heads for <b>{money(bill.projected, at.currency)}</b>
        <small>
          {' '}
          ({money(bill.low, at.currency)} to {money(bill.high, at.currency)})
        </small>
      </p>
      <details class="quiet">
        <summary>How this is reckoned</summary>
        {bill.method}
      </details>
    </Card>
  );
}

export function DemandCard() {
  const at = figures.value;
  const demand = at?.demand;
  if (!at || !demand) return null;
  const zone = site.value?.zone ?? 'UTC';
  const left = Math.max(0, demand.end - at.time);
  const isPeak = demand.peak !== null && demand.projected > demand.peak.power;
  const top = Math.max(1_000, demand.peak?.power ?? 0, demand.projected, demand.power);
  const part = (watts: number) => `${Math.min(100, (Math.max(0, watts) / top) * 100)}%`;
  return (
    <Card id="demand" title="Demand" note={`${hourMinute(demand.start, zone)} – ${hourMinute(demand.end, zone)}`} class="demand-card" tools={<Go to="demand">More</Go>}>
      <p class="tile-figure">
        {joined(power(demand.projected))} <small>expected</small>
      </p>
      <div class={`gauge demand ${isPeak ? 'over' : ''}`} aria-hidden="true">
        <i style={{ width: part(demand.power) }} />
        <em style={{ left: part(demand.power), right: `calc(100% - ${part(demand.projected)})` }} />
        {demand.peak && <u style={{ left: part(demand.peak.power) }} />}
      </div>
      <p>
        {joined(power(demand.power))} so far, {Math.ceil(left / 60_000)} min left
      </p>
      <p class={isPeak ? 'warn-ink' : 'quiet'}>
        {demand.peak === null && 'The first interval of this bill'}
        {demand.peak !== null && (isPeak ? 'Above the highest of this bill, ' : 'Highest of this bill ')}
        {demand.peak !== null && `${joined(power(demand.peak.power))} on ${date(demand.peak.start, zone, 'short')}`}
      </p>
    </Card>
  );
}
