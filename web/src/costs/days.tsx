/** What was bought, day by day and band by band: kilowatt-hours and money side by side. */
import { useSignal } from '@preact/signals';
import * as api from '../api';
import { Exact, shared } from '../exact';
import { date, dates, decimal, kWh, money, percent, price, slotName } from '../format';
import { sum } from '../decimal';
import type { Bill, By, EnergyBucket, PriceStep } from '../model';
import { Bars, type Bar, type BarSeries } from '../ui/bars';
import { Measured } from '../ui/card';
import { grainOf, grouping, partsOf, type Grouping } from './bands';
import { Letter } from './bill';
import { coinDigits, coinMarks, coins } from './text';

/** One bar: Wh and coins of each group, and what was exported and earned. */
export interface DayRow {
  start: number;
  end: number;
  wattHours: number[];
  coins: (number | null)[];
  exported: number;
  earned: number | null;
  coverage: number;
}

export interface Days {
  by: By | 'bill';
  grouped: Grouping;
  rows: DayRow[];
  unpriced: number;
  coverage: number;
}

/** A stretch longer than this is told by its bills instead. */
export const DAYS_MOST = 62;

export async function loadDays(site: string, meters: string[], from: number, to: number, by: By, currency: string, abort: AbortSignal): Promise<Days> {
  const [{ steps }, whole] = await Promise.all([api.prices(site, from, to, abort), api.energies(meters, from, to, by, abort)]);
  const grouped = grouping(steps);
  const coarse = merged(whole.meters.map((each) => each.buckets));
  const { by: fine } = grainOf(steps);
  const isOne = grouped.kind === 'one' || fine === by;
  const buckets = isOne ? coarse : merged((await api.energies(meters, from, to, fine, abort)).meters.map((each) => each.buckets));
  return daysOf(by, coarse, buckets, steps, grouped, currency);
}

/** The meters' buckets as one meter's. */
export function merged(all: EnergyBucket[][]): EnergyBucket[] {
  const [first = [], ...rest] = all;
  return first.map((bucket, i) => rest.reduce((one, buckets) => (buckets[i] ? together(one, buckets[i]) : one), bucket));
}

function together(a: EnergyBucket, b: EnergyBucket): EnergyBucket {
  const added = (x: string | null | undefined, y: string | null | undefined) => (x && y ? sum([x, y]) : (x ?? y ?? null));
  return {
    ...a,
    energy_import: a.energy_import + b.energy_import,
    energy_export: a.energy_export + b.energy_export,
    coverage: Math.min(a.coverage, b.coverage),
    cost: added(a.cost, b.cost),
    earned: added(a.earned, b.earned),
  };
}

export function daysOf(by: By, coarse: EnergyBucket[], fine: EnergyBucket[], steps: PriceStep[], grouped: Grouping, currency: string): Days {
  const digits = coinDigits(currency);
  let unpriced = 0;
  let at = 0;
  const rows = coarse.map((day): DayRow => {
    const from = at;
    while ((fine[at]?.start ?? Infinity) < day.end) at++;
    const split = partsOf(fine.slice(from, at), steps, grouped, day.start, day.end);
    unpriced += split.unpriced;
    const costs = split.parts.map((part) => part.cost);
    const isPriced = day.cost !== null && day.cost !== undefined;
    // The day's cost is the server's; its bands are shares of it that add up to it.
    const exact = isPriced ? shared(Exact.of(day.cost ?? 0), costs) : costs;
    return {
      start: day.start,
      end: day.end,
      wattHours: split.parts.map((part) => part.wattHours),
      coins: exact.map((cost) => (isPriced ? cost.coins(digits) : null)),
      exported: day.energy_export,
      earned: day.earned ? Exact.of(day.earned).coins(digits) : null,
      coverage: day.coverage,
    };
  });
  const time = rows.reduce((all, row) => all + row.end - row.start, 0);
  return { by, grouped, rows, unpriced, coverage: time > 0 ? rows.reduce((all, row) => all + row.coverage * (row.end - row.start), 0) / time : 0 };
}

/** The same from a year's bills: a bar is a billing period, and money is what its energy lines say. */
export function daysOfBill(bill: Bill): Days {
  const digits = coinDigits(bill.currency);
  const lines = bill.periods.flatMap((period) => period.lines.filter((line) => line.kind === 'energy').map((line) => ({ ...line, start: period.from, end: period.to })));
  const steps: PriceStep[] = lines.map(({ start, end, price, band, name }) => ({ start, end, price, band, name, feed_in: null }));
  const grouped = grouping(steps);
  const rows = bill.periods.map((period): DayRow => {
    const parts = grouped.groups.map(() => ({ wattHours: 0, coins: 0 }));
    let exported = 0;
    let earned = 0;
    for (const line of period.lines) {
      const amount = Exact.of(line.amount).coins(digits);
      const energy = Exact.of(line.quantity).shifted(-3).near();
      const part = line.kind === 'energy' ? parts[grouped.of({ start: period.from, end: period.to, price: line.price, band: line.band, name: line.name, feed_in: null })] : undefined;
      if (part) {
        part.wattHours += energy;
        part.coins += amount;
      } else if (line.kind === 'feed_in') {
        exported += energy;
        earned -= amount;
      }
    }
    return { start: period.from, end: period.to, wattHours: parts.map((part) => part.wattHours), coins: parts.map((part) => part.coins), exported, earned, coverage: 1 };
  });
  return { by: 'bill', grouped, rows, unpriced: 0, coverage: bill.coverage };
}

interface Props {
  days: Days;
  zone: string;
  currency: string;
  note: string;
  /** All stretches of the period, those to come among them; the rows alone unless said. */
  slots?: { start: number; end: number }[];
  pick?: (start: number) => void;
}

export function DaysChart({ days, zone, currency, note, slots, pick }: Props) {
  const cursor = useSignal<number | null>(null);
  const { rows, grouped } = days;
  const hasExport = rows.some((row) => row.exported > 0);
  const series: BarSeries[] = grouped.groups.map(({ name, tone, letter, isHatched }) => ({ name, colour: tone, letter, isHatched }));
  if (hasExport) series.push({ name: 'Exported', colour: 'export', isHatched: true });
  const known = new Map(rows.map((row) => [row.start, row]));
  const shown = slots ?? rows;
  const bars = (values: (row: DayRow) => (number | null)[]): Bar[] =>
    shown.map(({ start, end }) => {
      const row = known.get(start);
      const names = days.by === 'bill' ? { label: date(start, zone, 'shortMonth'), name: dates(start, end, zone) } : slotName(start, end, days.by, zone);
      if (!row) return { ...names, values: series.map(() => null) };
      return { ...names, values: values(row), coverage: row.coverage, ...(row.coverage < 0.995 ? { note: `${percent(row.coverage)} measured` } : {}) };
    });
  const newest = shown.findIndex((slot) => slot.start === rows[rows.length - 1]?.start);
  const opened = (at: number) => pick?.(shown[at]?.start ?? 0);
  const common = { series, cursor, start: newest, total: hasExport ? 'Net' : 'Sum', height: 210, ...(pick ? { pick: opened } : {}) };
  const show = coins(currency);
  return (
    <>
      <div class="pair">
        <div>
          <h3>Energy</h3>
          <Bars
            {...common}
            id="days-energy"
            label="Energy by band"
            bars={bars((row) => [...row.wattHours, ...(hasExport ? [-row.exported] : [])])}
            show={(value) => kWh(Math.abs(value) < 5 ? 0 : value, 2)}
            axis={(value) => decimal(value / 1e3, Math.abs(value) < 5_000 && value !== 0 ? 1 : 0)}
          />
        </div>
        <div>
          <h3>Money</h3>
          <Bars
            {...common}
            id="days-money"
            label="Money by band"
            bars={bars((row) => [...row.coins, ...(hasExport ? [row.earned === null ? null : -row.earned] : [])])}
            show={show}
            axis={coinMarks(currency)}
          />
        </div>
      </div>
      <Totals days={days} currency={currency} />
      <p class="quiet foot">
        {note} <Measured part={days.coverage} />
        {days.unpriced > 500 && <span class="badge">{kWh(days.unpriced, 1)} without a price</span>}
      </p>
    </>
  );
}

/** Names and sums of the bands: the charts' legend. */
function Totals({ days: { grouped, rows }, currency }: { days: Days; currency: string }) {
  const show = coins(currency);
  const all = rows.reduce((sum, row) => sum + row.wattHours.reduce((a, b) => a + b, 0), 0);
  return (
    <ul class="totals">
      {grouped.groups.map((group, i) => {
        const wattHours = rows.reduce((sum, row) => sum + (row.wattHours[i] ?? 0), 0);
        const known = rows.some((row) => row.coins[i] !== null);
        return (
          <li key={group.name}>
            {group.letter ? <Letter group={group} /> : <span class="letter" style={{ '--tone': `var(--${group.tone})` }} aria-hidden="true" />}
            <span>
              {group.name}
              <small>{group.price.sign() === 0 ? '' : `${grouped.kind === 'thirds' ? '⌀ ' : ''}${price(group.price.toString(), currency)}`}</small>
            </span>
            <span>
              {kWh(wattHours, 1)}
              <small>{percent(all > 0 ? wattHours / all : null)}</small>
            </span>
            <b>{known ? show(rows.reduce((sum, row) => sum + (row.coins[i] ?? 0), 0)) : money(null, currency)}</b>
          </li>
        );
      })}
    </ul>
  );
}
