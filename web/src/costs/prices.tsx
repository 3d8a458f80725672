/** The price of a kWh today and tomorrow, and the cheapest hours to come. */
import * as api from '../api';
import { startOf } from '../calendar';
import { Exact } from '../exact';
import { hourMinute, hourName, date, percent, price } from '../format';
import { serverNow } from '../live/link';
import { site } from '../live/store';
import { hourOfDay } from '../live/zone';
import type { PriceStep } from '../model';
import { Lazy } from '../shell/lazy';
import { Bars, type Bar } from '../ui/bars';
import { Card, Empty, Loaded } from '../ui/card';
import { useLoad } from '../ui/load';
import { today } from '../ui/period';
import { grainOf, grouping, type Grouping } from './bands';
import { Letter } from './bill';
import { soon } from './text';
import { cheapest, cheapStretch, priceOver } from './windows';
import { revision } from './tariff-actions';

const EACH = 300_000;
const LENGTHS = [1, 2, 4];
const madeOf = () => import('./made-of').then((at) => at.MadeOf);

export function Prices() {
  const at = site.value;
  const zone = at?.zone ?? 'UTC';
  const from = startOf(today.value, zone);
  const to = startOf(today.value + 2, zone);
  const load = useLoad(at ? `${at.id} ${at.tariff} ${revision.value} ${today.value}` : '', (abort) => api.prices(at?.id ?? '', from, to, abort), EACH);
  return (
    <Card id="prices" title="Price of a kWh" note="with all charges and taxes" class="prices">
      <Loaded
        load={load}
        what="The price"
        height={300}
        isEmpty={(answer) => answer.steps.length === 0}
        empty={<Empty height={300} text="No price is known for today: the tariff begins later, or its series of prices has none yet." />}
      >
        {(answer) => <Curve steps={answer.steps} currency={answer.currency} zone={zone} from={from} to={to} />}
      </Loaded>
    </Card>
  );
}

interface CurveProps {
  steps: PriceStep[];
  currency: string;
  zone: string;
  from: number;
  to: number;
}

function Curve({ steps, currency, zone, from, to }: CurveProps) {
  const now = serverNow();
  const current = steps.find((step) => step.start <= now && now < step.end);
  const grouped = grouping(steps);
  const isFlat = new Set(steps.map((step) => step.price)).size === 1;
  return (
    <>
      <p class="big-figure">
        {price(current?.price, currency, '').replace(/\/$/, '')} <small>now</small>
      </p>
      <p class="price-now">{current && <Now step={current} grouped={grouped} isFlat={isFlat} now={now} zone={zone} />}</p>
      {isFlat && <Lazy id="made-of" load={madeOf} />}
      {!isFlat && <PriceBars steps={steps} grouped={grouped} currency={currency} zone={zone} from={from} to={to} now={now} />}
      {!isFlat && grouped.kind === 'named' && <Legend grouped={grouped} currency={currency} />}
      {!isFlat && (grouped.kind === 'thirds' ? <Windows steps={steps} currency={currency} zone={zone} now={now} to={to} /> : <Next steps={steps} currency={currency} zone={zone} now={now} />)}
    </>
  );
}

function Now({ step, grouped, isFlat, now, zone }: { step: PriceStep; grouped: Grouping; isFlat: boolean; now: number; zone: string }) {
  const group = grouped.groups[grouped.of(step)];
  if (isFlat) return <>The same price all of today and tomorrow{grouped.kind === 'named' || step.band ? `: ${step.name}` : ''}.</>;
  return (
    <>
      {group?.letter && <Letter group={group} />}
      {grouped.kind === 'thirds' ? `Among the ${group?.name.toLowerCase() ?? 'hours'}` : step.name}, until {soon(step.end, now, zone)}
      {step.feed_in !== null && <small> Feeding in earns {price(step.feed_in, site.value?.currency ?? 'EUR')}</small>}
    </>
  );
}

function PriceBars({ steps, grouped, currency, zone, from, to, now }: CurveProps & { grouped: Grouping; now: number }) {
  const { millis } = grainOf(steps);
  const end = Math.min(to, steps[steps.length - 1]?.end ?? to);
  const bars: Bar[] = [];
  let at = 0;
  for (let start = from; start < end; start += millis) {
    while ((steps[at]?.end ?? Infinity) <= start) at++;
    const step = steps[at];
    const isKnown = step !== undefined && step.start <= start;
    const group = isKnown ? grouped.of(step) : -1;
    const time = hourMinute(start, zone);
    bars.push({
      label: hourOfDay(start, zone) % 6 === 0 ? time : '',
      name: `${date(start, zone, 'weekday')} ${hourName(start, zone)}–${hourMinute(start + millis, zone)}`,
      values: grouped.groups.map((_, i) => (i === group && isKnown ? Exact.of(step.price).near() : null)),
    });
  }
  return (
    <Bars
      id="price-bars"
      label="Price of a kWh by time"
      series={grouped.groups.map(({ name, tone, isHatched }) => ({ name, colour: tone, isHatched }))}
      bars={bars}
      show={(value) => price(value.toFixed(6), currency)}
      axis={(value) => price(value.toFixed(3), currency, '').replace(/\d\d\/$/, '').replace(/\/$/, '')}
      start={Math.floor((now - from) / millis)}
      now={(now - from) / millis}
      isDense
      height={170}
    />
  );
}

function Legend({ grouped, currency }: { grouped: Grouping; currency: string }) {
  return (
    <ul class="legend">
      {grouped.groups.map((group) => (
        <li key={group.name}>
          <span>
            <Letter group={group} />
            {group.name}
          </span>
          <b>{price(group.price.toString(), currency)}</b>
        </li>
      ))}
    </ul>
  );
}

/** With bands the cheapest hours are a band's: when it holds next. */
function Next({ steps, currency, zone, now }: { steps: PriceStep[]; currency: string; zone: string; now: number }) {
  const next = cheapStretch(steps, now);
  if (!next) return null;
  const isNow = next.start <= now;
  return (
    <p class="price-next">
      {isNow ? 'Cheapest now' : <>Cheapest from <b>{soon(next.start, now, zone)}</b></>} until <b>{soon(next.end, now, zone)}</b>
      {!isNow && `, at ${price(next.price, currency)}`}
    </p>
  );
}

function Windows({ steps, currency, zone, now, to }: { steps: PriceStep[]; currency: string; zone: string; now: number; to: number }) {
  const found = LENGTHS.map((hours) => cheapest(steps, now, hours)).filter((window) => window !== undefined);
  if (found.length === 0) return null;
  const end = Math.min(to, steps[steps.length - 1]?.end ?? to);
  return (
    <>
      <h3>Cheapest hours to come</h3>
      <table class="windows">
        <thead class="hidden">
          <tr>
            <th scope="col">Length</th>
            <th scope="col">When</th>
            <th scope="col">Price</th>
            <th scope="col">Less than now</th>
          </tr>
        </thead>
        <tbody>
          {found.map((window) => (
            <tr key={window.hours}>
              <th scope="row">{window.hours} h</th>
              <td>
                {soon(window.start, now, zone)}–{hourMinute(window.end, zone)}
              </td>
              <td>{price(window.price.toString(), currency)}</td>
              <td>{saving(steps, now, window.hours, window.price)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">
        As far as prices are known: until {soon(end, now, zone)}. The percentage is against starting now.
      </p>
    </>
  );
}

function saving(steps: PriceStep[], now: number, hours: number, least: Exact): string {
  const here = priceOver(steps, now, now + hours * 3_600_000);
  if (!here || here.sign() <= 0) return '';
  const part = 1 - least.near() / here.near();
  return part < 0.005 ? 'now' : `−${percent(part)}`;
}
