/** What another tariff makes of one's own history: each billing period, and all of it. */
import { Exact } from '../exact';
import { money } from '../format';
import type { BillPreview } from '../model';
import { billName, change } from './text';

interface Props {
  preview: BillPreview;
  currency: string;
  zone: string;
  /** What the column of the other one is called. */
  other: string;
}

export function PreviewTable({ preview, currency, zone, other }: Props) {
  const most = preview.periods.reduce((top, period) => Math.max(top, Exact.of(period.difference).size().near()), 0);
  const newest = [...preview.periods].reverse();
  return (
    <div class="table-scroll preview" tabIndex={0} role="region" aria-label="Each bill, now and with other prices">
      <table>
        <thead>
          <tr>
            <th scope="col">Bill</th>
            <th scope="col">Now</th>
            <th scope="col">{other}</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {newest.map((period) => {
            const by = Exact.of(period.difference);
            return (
              <tr key={period.from}>
                <th scope="row">{billName(period.from, period.to, zone)}</th>
                <td>{money(period.current, currency)}</td>
                <td>{money(period.other, currency)}</td>
                <td>
                  {change(period.difference, currency)}
                  <i class={`change-bar ${by.sign() > 0 ? 'up' : 'down'}`} aria-hidden="true" style={{ transform: `scaleX(${most > 0 ? by.size().near() / most : 0})` }} />
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td>{money(preview.current.total, currency)}</td>
            <td>{money(preview.other.total, currency)}</td>
            <td>{change(preview.difference, currency)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
