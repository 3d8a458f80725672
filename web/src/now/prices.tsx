/** The price of a day around now: a ribbon of steps as tall as they are dear, and when it is cheap. */
import * as api from '../api';
import { size } from '../decimal';
import { hourMinute, price } from '../format';
import { figures, minute } from '../live/figures';
import { serverNow } from '../live/link';
import { site } from '../live/store';
import { instant, offset, startOfDay } from '../live/zone';
import type { PriceStep } from '../model';
import { Card, Empty, Loaded } from '../ui/card';
import { useLoad } from '../ui/load';
import { advice, levels } from './advice';

const HOUR = 3_600_000;
const BEFORE = 3 * HOUR;
const WIDE = 24 * HOUR;
const ASK_EACH = 300_000;
/** Part of the ribbon that a label needs, in percent. */
const LABEL_LEAST = 18;

export function Prices() {
  const at = site.value;
  const key = at ? `${at.id} ${at.tariff ?? ''} ${figures.value?.now.price ?? ''}` : '';
  const load = useLoad(
    key,
    (abort) => {
      const from = Math.floor((serverNow() - BEFORE) / HOUR) * HOUR;
      return api.prices(at?.id ?? '', from, from + WIDE + HOUR, abort);
    },
    ASK_EACH,
  );
  return (
    <Card id="prices" title="Price" class="prices">
      <Loaded load={load} what="The price" height={132} isEmpty={(data) => data.steps.length === 0} empty={<Empty height={132} text="No price is known for these hours." />}>
        {(data) => <Ribbon steps={data.steps} currency={data.currency} zone={data.zone} />}
      </Loaded>
    </Card>
  );
}

function Ribbon({ steps, currency, zone }: { steps: PriceStep[]; currency: string; zone: string }) {
  const now = minute.value;
  const from = Math.floor((now - BEFORE) / HOUR) * HOUR;
  const to = from + WIDE;
  const seen = steps.filter((step) => step.end > from && step.start < to);
  const level = levels(seen);
  const prices = seen.map((step) => size(step.price));
  const top = Math.max(...prices, 0.0001);
  const bottom = Math.min(...prices, 0);
  const place = (time: number) => ((Math.max(from, Math.min(to, time)) - from) / WIDE) * 100;
  // Never flat: a cheap hour is a low bar, not none.
  const tall = (value: number) => 16 + (Math.max(0, value - bottom) / (top - bottom)) * 84;
  return (
    <>
      <p class="price-advice">
        <Advice steps={steps} now={now} currency={currency} zone={zone} />
      </p>
      <div class="ribbon-of-prices" role="img" aria-label={spokenPrices(seen, currency, zone)}>
        {seen.map((step) => (
          <span
            key={step.start}
            class={`step ${level(step)} ${step.end <= now ? 'past' : ''}`}
            style={{ left: `${place(step.start)}%`, width: `${place(step.end) - place(step.start)}%`, height: `${tall(size(step.price))}%` }}
          >
            <i style={labelPlace(place(step.start), place(step.end), place(now))}>
              {step.band ? step.name : ''} <b>{price(step.price, currency).replace(/\/.*/, '')}</b>
            </i>
          </span>
        ))}
        <span class="now-mark" style={{ left: `${place(now)}%` }} />
      </div>
      <div class="ribbon-hours" aria-hidden="true">
        {marksOf(from, to, zone).map((time) => (
          <span key={time} style={{ left: `${place(time)}%` }}>
            {hourMinute(time, zone)}
          </span>
        ))}
      </div>
    </>
  );
}

/** The label of the step that is now stands beside the mark, where there is more room, or nowhere: the price of now is said above. */
function labelPlace(start: number, end: number, now: number): Record<string, string> {
  if (now <= start || now >= end) return {};
  if (Math.max(end - now, now - start) < LABEL_LEAST) return { display: 'none' };
  const part = `${((now - start) / (end - start)) * 100}%`;
  return end - now >= now - start ? { marginLeft: part } : { maxWidth: part };
}

function Advice({ steps, now, currency, zone }: { steps: PriceStep[]; now: number; currency: string; zone: string }) {
  const at = advice(steps, now);
  if (at.kind === 'same') return <>The same price for the hours to come.</>;
  if (at.kind === 'cheap_now') return <><b>Cheap now</b>, until {hourMinute(at.until, zone)}</>;
  return <><b>Cheap from {hourMinute(at.from, zone)}</b>, {price(at.price, currency)}</>;
}

/** Each sixth hour of the wall clock. */
function marksOf(from: number, to: number, zone: string): number[] {
  const marks: number[] = [];
  for (let day = startOfDay(from, zone); day < to; day = startOfDay(day, zone, 1)) {
    const midnight = day + offset(day, zone);
    for (let hour = 0; hour < 24; hour += 6) {
      const at = instant(midnight + hour * HOUR, zone);
      if (at > from && at < to - HOUR) marks.push(at);
    }
  }
  return marks;
}

function spokenPrices(steps: PriceStep[], currency: string, zone: string): string {
  if (steps.length > 12) return 'Prices of the next hours; the Costs screen has each of them.';
  return steps.map((step) => `${hourMinute(step.start, zone)} ${step.name} ${price(step.price, currency)}`).join(', ');
}
