/** What it costs: this bill and where it heads, each day by band, every line, other tariffs. */
import * as api from '../api';
import { date, kWh } from '../format';
import { meters, site } from '../live/store';
import type { Bill, Meter, TariffListed } from '../model';
import { Lazy } from '../shell/lazy';
import { useBillAtFirst } from '../periods';
import { query } from '../shell/router';
import { Card, Empty, Loaded, Measured } from '../ui/card';
import { Head } from '../ui/head';
import { useLoad, type Load } from '../ui/load';
import { choosePeriod, periodLabel, until, usePeriod } from '../ui/period';
import { slotsOf, type Period } from '../calendar';
import { grouping } from './bands';
import { BillTable } from './bill';
import { daysOfBill, DaysChart, DAYS_MOST, loadDays } from './days';
import { Earlier } from './earlier';
import { Prices } from './prices';
import { editTariff, revision } from './tariff-actions';
import { Tariffs } from './tariffs';
import { ThisBill } from './this-bill';
import './costs.css';

/** Money moves slowly: it is asked for again each minute. */
const EACH = 60_000;
/** Less than this without a price is not worth a word, Wh. */
const UNPRICED = 500;
const editor = () => import('../tariff/editor').then((at) => at.Editor);
const whatIf = () => import('./what-if').then((at) => at.WhatIf);

export function Costs() {
  const at = site.value;
  const editing = query.value.get('tariff');
  useBillAtFirst();
  if (!at) return null;
  if (editing !== null) return <Lazy id="tariff" load={editor} />;
  return <Overview key={at.id} />;
}

function Overview() {
  const tariffs = useLoad('tariffs', () => api.tariffs());
  const hasTariff = !!site.value?.tariff;
  return (
    <div class="costs">
      <Head title="Costs" {...(hasTariff ? { periods: 'all' as const } : {})} />
      {hasTariff ? (
        <Priced tariffs={tariffs} />
      ) : (
        <>
          <NoTariff />
          <Tariffs tariffs={tariffs} />
        </>
      )}
    </div>
  );
}

function NoTariff() {
  return (
    <section class="card first-tariff">
      <Empty height={200} text="No tariff holds here yet, so nothing can be said of money. Prices are never assumed: write down what your contract says, it takes a minute.">
        <button type="button" class="button" onClick={() => editTariff('new')}>
          Write down my tariff
        </button>
      </Empty>
    </section>
  );
}

function Priced({ tariffs }: { tariffs: Load<TariffListed[]> }) {
  const at = site.value;
  const period = usePeriod();
  const key = at ? `${at.id} ${at.tariff} ${revision.value} ${period.from} ${period.to}` : '';
  const bill = useLoad(key, (abort) => api.bill(at?.id ?? '', period.from, until(period), undefined, abort), period.isCurrent ? EACH : 0);
  return (
    <>
      <div class="column">
        <ThisBill />
        <Earlier />
      </div>
      <div class="column">
        <Prices />
        <Tariffs tariffs={tariffs} />
      </div>
      <Spent period={period} bill={bill} />
      <Lines period={period} bill={bill} />
      <Lazy id="what-if" load={whatIf} />
    </>
  );
}

/** The meters that a bill is for: those of the grid, else loads; of each kind what hangs under no other of it. */
const billed = (all: Meter[]) => {
  const grid = all.filter((meter) => meter.role === 'grid');
  const these = grid.length > 0 ? grid : all.filter((meter) => ['load', 'ev'].includes(meter.role));
  return these.filter((meter) => !these.some((other) => other.id === meter.parent)).map((meter) => meter.id);
};

function Spent({ period, bill }: { period: Period; bill: Load<Bill> }) {
  const at = site.value;
  const zone = at?.zone ?? 'UTC';
  const currency = at?.currency ?? 'EUR';
  const ids = billed(meters.value);
  const isLong = period.end - period.first > DAYS_MOST;
  const key = !isLong && at && ids.length > 0 ? `${at.id} ${at.tariff} ${revision.value} ${ids} ${period.from} ${period.to}` : '';
  const load = useLoad(key, (abort) => loadDays(at?.id ?? '', ids, period.from, until(period), period.by, currency, abort), period.isCurrent ? EACH : 0);
  const what = isLong ? 'Bill by bill' : period.by === 'hour' ? 'Hour by hour' : 'Day by day';
  return (
    <Card id="spent" title={what} note={periodLabel(period, zone)} class="spent">
      {isLong ? (
        <Loaded load={bill} what="The year’s bills" height={330}>
          {(known) => (
            <DaysChart
              days={daysOfBill(known)}
              zone={zone}
              currency={currency}
              note="Energy at its price; charges, taxes and what is paid by the day or for the peak are lines of the bill below."
              pick={(start) => choosePeriod('bill', start)}
            />
          )}
        </Loaded>
      ) : (
        <Loaded load={load} what={what} height={330} isEmpty={(days) => days.rows.length === 0} empty={<Empty height={330} text={`Nothing was measured before ${date(period.to, zone, 'full')}.`} />}>
          {(days) => (
            <DaysChart
              days={days}
              zone={zone}
              currency={currency}
              note="Energy with its charges and taxes; what is paid by the day or for the peak is on the bill below."
              slots={slotsOf(period, zone)}
              {...(period.by === 'day' ? { pick: (start: number) => choosePeriod('day', start) } : {})}
            />
          )}
        </Loaded>
      )}
    </Card>
  );
}

function Lines({ period, bill }: { period: Period; bill: Load<Bill> }) {
  const zone = site.value?.zone ?? 'UTC';
  return (
    <Card
      id="lines"
      title="The bill, line by line"
      note={
        <>
          {periodLabel(period, zone)}
          {bill.data?.tariff && `, ${bill.data.tariff.name}`} <Measured part={bill.data?.coverage} />
          {(bill.data?.unpriced_import ?? 0) >= UNPRICED && <span class="badge">{kWh(bill.data?.unpriced_import, 1)} without a price</span>}
        </>
      }
      class="lines"
    >
      <Loaded
        load={bill}
        what="The bill"
        height={360}
        isEmpty={(data) => data.periods.every((each) => each.lines.length === 0)}
        empty={<Empty height={200} text="No line: nothing was measured, or the tariff begins later." />}
      >
        {(data) => <BillTable bill={data} grouped={groupsOf(data)} />}
      </Loaded>
    </Card>
  );
}

const groupsOf = (bill: Bill) => {
  const steps = bill.periods.flatMap((period) => period.lines.filter((line) => line.kind === 'energy').map((line) => ({ start: period.from, end: period.to, price: line.price, band: line.band, name: line.name, feed_in: null })));
  const grouped = grouping(steps);
  return grouped.kind === 'named' ? grouped : undefined;
};
