/** The bill that runs: so far, where it heads and between what, and how that is reckoned. */
import * as api from '../api';
import { calendarOf, dayOf, periodAt } from '../calendar';
import { size } from '../decimal';
import { date, dates, kWh, money } from '../format';
import { figures } from '../live/figures';
import { serverNow } from '../live/link';
import { site } from '../live/store';
import { today } from '../ui/period';
import { Card, Loaded } from '../ui/card';
import { useLoad } from '../ui/load';
import { revision } from './tariff-actions';

const EACH = 60_000;
const DAY = 86_400_000;

export function ThisBill() {
  const at = site.value;
  const live = figures.value;
  const zone = at?.zone ?? 'UTC';
  const period = periodAt('bill', today.value, calendarOf(at), today.value);
  // Without live figures the store tells what the bill is so far.
  const key = at && !live?.bill ? `${at.id} ${at.tariff} ${revision.value} ${period.first}` : '';
  const load = useLoad(key, (abort) => api.bill(at?.id ?? '', period.from, serverNow(), undefined, abort), EACH);
  const day = dayOf(serverNow(), zone) - period.first + 1;
  const left = period.end - period.first - day;
  const note = `${dates(period.from, period.to, zone)}, day ${day} of ${period.end - period.first}`;
  return (
    <Card id="this-bill" title="This bill" note={note} class="this-bill">
      {live?.bill ? (
        <Running bill={live.bill} currency={live.currency} last={period.to - DAY / 2} left={left} zone={zone} />
      ) : (
        <Loaded load={load} what="This bill" height={150}>
          {(bill) => (
            <p class="big-figure">
              {money(bill.total, bill.currency)} <small>so far</small>
            </p>
          )}
        </Loaded>
      )}
      {live && (
        <dl class="asides">
          <div>
            <dt>Today</dt>
            <dd>
              {money(live.today.cost, live.currency)} <small>{kWh(live.today.grid_import, 1)}</small>
            </dd>
          </div>
          {live.today.earned !== null && size(live.today.earned) > 0 && (
            <div>
              <dt>Earned today</dt>
              <dd>{money(live.today.earned, live.currency)}</dd>
            </div>
          )}
          <div>
            <dt>Right now</dt>
            <dd>{live.now.cost_per_hour === null ? '–' : `${money(live.now.cost_per_hour.replace('-', ''), live.currency)} an hour${size(live.now.cost_per_hour) < 0 ? ', earned' : ''}`}</dd>
          </div>
        </dl>
      )}
    </Card>
  );
}

interface RunningProps {
  bill: { so_far: string; projected: string; low: string; high: string; method: string };
  currency: string;
  last: number;
  left: number;
  zone: string;
}

function Running({ bill, currency, last, left, zone }: RunningProps) {
  const top = Math.max(size(bill.high), size(bill.so_far), 0.01) * 1.04;
  const part = (amount: string) => `${Math.max(0, Math.min(100, (size(amount) / top) * 100))}%`;
  return (
    <>
      <p class="big-figure">
        {money(bill.so_far, currency)} <small>so far</small>
      </p>
      <div class="heading" aria-hidden="true">
        <i class="solid" style={{ width: part(bill.so_far) }} />
        <i class="to-come" style={{ left: part(bill.so_far), width: `calc(${part(bill.projected)} - ${part(bill.so_far)})` }} />
        <i class="range" style={{ left: part(bill.low), width: `calc(${part(bill.high)} - ${part(bill.low)})` }} />
        <i class="aim" style={{ left: part(bill.projected) }} />
      </div>
      <p class="aims">
        By {date(last, zone, 'short')} about <b>{money(bill.projected, currency)}</b>, between {money(bill.low, currency)} and {money(bill.high, currency)}
        <small>{left === 0 ? ' (last day)' : ` (${left === 1 ? 'one more day' : `${left} more days`})`}</small>
      </p>
      <p class="quiet">{bill.method}</p>
    </>
  );
}
