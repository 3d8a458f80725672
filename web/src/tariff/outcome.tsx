/** What a version comes to for one more kWh, as it is typed. */
import { Letter } from '../costs/bill';
import { unitPrice } from '../costs/text';
import { site } from '../live/store';
import type { TariffVersion } from '../model';
import { brushes } from './bands';
import { seasonsOf, shareOf, SLOTS } from './calendar';
import { allIn } from './checks';
import { decimal } from '../format';

interface Priced {
  name: string;
  price: string;
  letter?: { letter: string; tone: string; isHatched: boolean };
  note?: string;
}

export function Outcome({ version }: { version: TariffVersion }) {
  const currency = site.value?.currency ?? 'EUR';
  const rows = pricedOf(version);
  return (
    <>
      <h2>A kWh comes to</h2>
      <ul class="outcomes">
        {rows.map((row, i) => {
          const price = allIn(version, row.price);
          return (
            <li key={i}>
              {row.letter && <Letter group={row.letter} />}
              <span>
                {row.name}
                {row.note && <small>{row.note}</small>}
              </span>
              <b>{price ? unitPrice(price.rounded(4), currency, '') : '–'}</b>
            </li>
          );
        })}
        {rows.length === 0 && <li class="quiet">the market’s price times the factor, plus the mark-up, charges and taxes</li>}
      </ul>
      <p class="quiet">With charges and taxes, without what is paid by the day or for the peak.</p>
    </>
  );
}

function pricedOf({ energy }: TariffVersion): Priced[] {
  switch (energy.kind) {
    case 'flat':
      return [{ name: 'Any time', price: energy.price }];
    case 'tiers':
      return energy.tiers.map(({ name, price }) => ({ name, price }));
    case 'dynamic':
      return [];
    case 'bands': {
      const paints = brushes(energy.bands);
      const share = shareOf(seasonsOf(energy), energy.bands.length);
      const whole = 12 * 7 * SLOTS;
      return energy.bands.map(({ name, price }, i) => ({
        name,
        price,
        note: `${decimal(((share[i] ?? 0) / whole) * 168, 0)} h of a week`,
        ...(paints[i] ? { letter: paints[i] } : {}),
      }));
    }
  }
}
