/** A bill's lines as people read them, and the proof that they add up. */
import { Exact } from '../exact';
import type { Bill, BillLine } from '../model';

export interface Row {
  kind: BillLine['kind'];
  name: string;
  band: string | null;
  unit: string;
  quantity: Exact;
  /** Of a unit; of a tax, what it is a part of. */
  price: Exact;
  /** The price is a mean of many. */
  isMean: boolean;
  amount: Exact;
  notes: string[];
}

const ORDER: BillLine['kind'][] = ['energy', 'charge', 'standing', 'demand', 'feed_in', 'tax'];

/** The lines of all periods, those that differ in nothing but their time put together. */
export function rowsOf(bill: Bill): Row[] {
  const rows = new Map<string, Row>();
  for (const line of bill.periods.flatMap((period) => period.lines)) {
    const isMean = line.note?.startsWith('mean') ?? false;
    // Taxes are told apart by their percentage, prices that follow a market not at all.
    const by = line.kind === 'tax' ? line.quantity : isMean ? '' : line.price;
    const key = [line.kind, line.name, line.band, by].join('\n');
    const row = rows.get(key);
    if (row) add(row, line);
    else rows.set(key, rowOf(line, isMean));
  }
  return [...rows.values()].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

function rowOf(line: BillLine, isMean: boolean): Row {
  const { kind, name, band, unit } = line;
  return { kind, name, band, unit, isMean, quantity: Exact.of(line.quantity), price: Exact.of(line.price), amount: Exact.of(line.amount), notes: line.note && !isMean ? [line.note] : [] };
}

function add(row: Row, line: BillLine): void {
  const amount = Exact.of(line.amount);
  const quantity = Exact.of(line.quantity);
  if (row.kind === 'tax') {
    row.price = row.price.plus(Exact.of(line.price));
  } else if (row.isMean) {
    row.price = mean(row, { quantity, price: Exact.of(line.price) });
    row.quantity = row.quantity.plus(quantity);
  } else {
    row.quantity = row.quantity.plus(quantity);
  }
  row.amount = row.amount.plus(amount);
  // One peak can be told of; a year's twelve can't.
  row.notes = [];
}

/** Of two mean prices, weighted by their quantities. */
function mean(a: { quantity: Exact; price: Exact }, b: { quantity: Exact; price: Exact }): Exact {
  const whole = a.quantity.plus(b.quantity).coins(6);
  if (whole === 0) return a.price;
  return a.quantity.times(a.price).plus(b.quantity.times(b.price)).shifted(-6).over(whole, 6);
}

export interface Proof {
  lines: Exact;
  total: Exact;
  /** What the lines miss of the total: nothing, or a rounding that gets a row of its own. */
  rounding: Exact;
}

export function proofOf(bill: Bill): Proof {
  const lines = Exact.sum(bill.periods.flatMap((period) => period.lines.map((line) => Exact.of(line.amount))));
  const total = Exact.of(bill.total);
  return { lines, total, rounding: total.minus(lines) };
}
