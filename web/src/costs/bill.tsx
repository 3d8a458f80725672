/** The bill: every line, what it is a quantity of, and the proof that they add up to the total. */
import { Exact } from '../exact';
import { dayName, money } from '../format';
import type { Bill } from '../model';
import type { Grouping } from './bands';
import { proofOf, rowsOf, type Row } from './lines';
import { quantity, unitPrice } from './text';

const KINDS: Record<Row['kind'], string> = {
  energy: 'Energy',
  charge: 'Charges',
  standing: 'By the day',
  demand: 'Peak demand',
  feed_in: 'Export credit',
  tax: 'Taxes',
};

export function BillTable({ bill, grouped }: { bill: Bill; grouped: Grouping | undefined }) {
  const rows = rowsOf(bill);
  const { lines, total, rounding } = proofOf(bill);
  const count = bill.periods.reduce((sum, period) => sum + period.lines.length, 0);
  const most = rows.reduce((top, row) => Math.max(top, row.amount.size().near()), 0);
  return (
    <div class="table-scroll bill" tabIndex={0} role="region" aria-label="Lines of the bill">
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">
              Quantity <span class="times">× price</span>
            </th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <LineOf key={i} row={row} isFirst={rows[i - 1]?.kind !== row.kind} currency={bill.currency} grouped={grouped} part={most > 0 ? row.amount.size().near() / most : 0} />
          ))}
          {rounding.sign() !== 0 && (
            <tr>
              <th scope="row">Rounding</th>
              <td />
              <td>{money(rounding.toString(), bill.currency)}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td>
              <small>{rounding.sign() === 0 ? `${count === 1 ? 'One line is' : `${count} lines add up to`} exactly this` : `Lines add up to ${money(lines.toString(), bill.currency)}`}</small>
            </td>
            <td>{money(total.toString(), bill.currency)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface LineProps {
  row: Row;
  isFirst: boolean;
  currency: string;
  grouped: Grouping | undefined;
  /** Of the largest amount. */
  part: number;
}

function LineOf({ row, isFirst, currency, grouped, part }: LineProps) {
  const group = row.kind === 'energy' ? grouped?.groups.find((each) => each.name === row.name) : undefined;
  const tone = group?.tone ?? (row.kind === 'feed_in' ? 'export' : row.kind === 'energy' ? 'grid' : 'quiet');
  const says = [...(isFirst ? [KINDS[row.kind]] : []), ...row.notes.map(dated)].join(', ');
  return (
    <tr class={isFirst ? 'first' : ''}>
      <th scope="row">
        {group?.letter ? <Letter group={group} /> : null}
        {row.name}
        {says && <small>{says}</small>}
      </th>
      <td>
        {quantityOf(row)} <span class="times">{priceOf(row, currency)}</span>
      </td>
      <td>
        {money(row.amount.toString(), currency)}
        <i class="amount-bar" aria-hidden="true" style={{ '--tone': `var(--${tone})`, transform: `scaleX(${part})` }} />
      </td>
    </tr>
  );
}

/** A day of the server's notes, as people here write it. */
const dated = (note: string) => note.replace(/\d{4}-\d\d-\d\d/g, dayName);

export function Letter({ group }: { group: { letter: string; tone: string; isHatched?: boolean } }) {
  return (
    <span class={`letter ${group.isHatched ? 'hatched' : ''}`} style={{ '--tone': `var(--${group.tone})` }} aria-hidden="true">
      {group.letter}
    </span>
  );
}

function quantityOf(row: Row): string {
  if (row.unit === 'day') return row.quantity.compare(Exact.of(1)) === 0 ? '1 day' : `${quantity(row.quantity)} days`;
  return `${quantity(row.quantity)} ${row.unit}`;
}

function priceOf(row: Row, currency: string): string {
  if (row.unit === '%') return `of ${money(row.price.toString(), currency)}`;
  return `× ${row.isMean ? '⌀ ' : ''}${unitPrice(row.price, currency, row.unit)}`;
}
