/** The bills of the last year, each one a way to its lines. */
import * as api from '../api';
import { Exact } from '../exact';
import { date, dates, kWh } from '../format';
import { serverNow } from '../live/link';
import { site } from '../live/store';
import type { Bill, BillLine } from '../model';
import { Bars, type BarSeries } from '../ui/bars';
import { lastYear } from '../periods';
import { Card, Empty, Loaded } from '../ui/card';
import { useLoad } from '../ui/load';
import { choosePeriod, today } from '../ui/period';
import { revision } from './tariff-actions';
import { coinDigits, coinMarks, coins } from './text';

const SERIES: (BarSeries & { kinds: BillLine['kind'][] })[] = [
  { name: 'Energy', colour: 'grid', kinds: ['energy'] },
  { name: 'Charges and taxes', colour: 'home', kinds: ['charge', 'tax'] },
  { name: 'By day and peak', colour: 'circuit-2', kinds: ['standing', 'demand'] },
  { name: 'Export credit', colour: 'export', isHatched: true, kinds: ['feed_in'] },
];

export function Earlier() {
  const at = site.value;
  const load = useLoad(at ? `${at.id} ${at.tariff} ${revision.value} ${today.value}` : '', (abort) => api.bill(at?.id ?? '', lastYear(at).from, serverNow(), undefined, abort));
  return (
    <Card id="earlier" title="Bills of the last year" note="press one to see its lines" class="earlier">
      <Loaded load={load} what="Earlier bills" height={330} isEmpty={(bill) => bill.periods.length === 0} empty={<Empty height={330} text="The first bill is still running." />}>
        {(bill) => <EarlierBars bill={bill} zone={at?.zone ?? 'UTC'} />}
      </Loaded>
    </Card>
  );
}

function EarlierBars({ bill, zone }: { bill: Bill; zone: string }) {
  const digits = coinDigits(bill.currency);
  const used = SERIES.filter(({ kinds }) => bill.periods.some((period) => period.lines.some((line) => kinds.includes(line.kind))));
  const bars = bill.periods.map((period) => ({
    label: date(period.from, zone, 'shortMonth'),
    name: dates(period.from, period.to, zone),
    values: used.map(({ kinds }) => Exact.sum(period.lines.filter((line) => kinds.includes(line.kind)).map((line) => Exact.of(line.amount))).coins(digits)),
    note: kWh(Exact.sum(period.lines.filter((line) => line.kind === 'energy').map((line) => Exact.of(line.quantity))).near() * 1_000, 0),
  }));
  return <Bars id="earlier-bars" label="Bills" series={used} bars={bars} show={coins(bill.currency)} axis={coinMarks(bill.currency)} total="Bill" height={250} pick={(at) => choosePeriod('bill', bill.periods[at]?.from ?? 0)} />;
}
