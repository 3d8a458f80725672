/** A price that does not change has no curve: what it is made of, and what is paid besides, says more. */
import * as api from '../api';
import { dayText } from '../calendar';
import { Exact } from '../exact';
import { percent, price } from '../format';
import { site } from '../live/store';
import { useLoad } from '../ui/load';
import { today } from '../ui/period';
import { besides, madeOf, versionOn } from './parts';
import { revision } from './tariff-actions';
import { unitPrice } from './text';

export function MadeOf() {
  const at = site.value;
  const currency = at?.currency ?? 'EUR';
  const load = useLoad(at?.tariff ? `${at.tariff} ${revision.value}` : '', () => api.tariff(at?.tariff ?? ''));
  const version = load.data && versionOn(load.data, dayText(today.value));
  if (!load.data || !version) return null;
  const parts = madeOf(load.data, dayText(today.value));
  const more = besides(version);
  const whole = Exact.sum(parts.map((part) => part.amount)).near();
  return (
    <>
      {parts.length > 1 && (
        <>
          <h3>What it is made of</h3>
          <div class="made-of" aria-hidden="true">
            {parts.map((part) => (
              <i key={part.name} style={{ flexGrow: Math.max(0, part.amount.near() / whole), '--tone': `var(--${part.tone})` }} />
            ))}
          </div>
          <ul class="legend">
            {parts.map((part) => (
              <li key={part.name}>
                <span>
                  <i class="step" style={{ '--tone': `var(--${part.tone})` }} aria-hidden="true" />
                  {part.name} <small>{percent(part.amount.near() / whole)}</small>
                </span>
                <b>{price(part.amount.toString(), currency)}</b>
              </li>
            ))}
          </ul>
        </>
      )}
      {more.length > 0 && (
        <>
          <h3>And besides{(version.taxes ?? []).length > 0 && ', before taxes'}</h3>
          <ul class="legend">
            {more.map((each) => (
              <li key={each.name}>
                <span>{each.name}</span>
                <b>{unitPrice(each.amount, currency, each.unit)}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
