/** How much now: the home's power in large digits, and its last minutes. */
import { useEffect, useRef } from 'preact/hooks';
import { sign } from '../decimal';
import { age, decimal, joined, MISSING, money, power, price, timeOfDay } from '../format';
import { flows, partsOf } from '../live/balance';
import { figures, usual } from '../live/figures';
import { link, serverNow } from '../live/link';
import { balance, bars, digits, isSlow, isStale, lastTime, meters, paused, site, steps, traceSpan } from '../live/store';
import { trace } from '../live/trace';
import { Figure } from '../ui/figure';
import { usePlot } from '../ui/plot';
import { traceOptions } from './trace-plot';

export function Hero() {
  void digits.value;
  const home = balance().home;
  const parts = partsOf(meters.value);
  const stale = parts.filter((meter) => isStale(meter));
  const isOld = home !== undefined && (link.value.name !== 'open' || stale.length > 0);
  return (
    <section class="card hero" aria-labelledby="now-power">
      <div class="hero-top">
        <div>
          <h1 id="now-power">{isSlow() ? 'Home, the last minute' : 'Home, right now'}</h1>
          <p class={`hero-figure ${isOld ? 'stale' : ''}`} aria-live="off">
            <Figure shown={power(home)} />
          </p>
        </div>
        <p class="hero-note">{isOld ? <Old /> : <Compared home={home} />}</p>
      </div>
      <Rate />
      <Trace />
      <Sources />
    </section>
  );
}

function Old() {
  const times = partsOf(meters.value).map((meter) => lastTime(meter.id)).filter((time) => time !== undefined);
  const newest = Math.max(...times);
  return <span class="warn-ink">{Number.isFinite(newest) ? `${age(serverNow() - newest)} old` : 'Not measured yet'}</span>;
}

/** What this moment costs an hour, and what the next kilowatt-hour costs. */
function Rate() {
  const at = figures.value;
  const now = at?.now;
  if (!at || !now || (now.cost_per_hour === null && now.intensity === null)) return null;
  const isEarning = now.cost_per_hour !== null && sign(now.cost_per_hour) < 0;
  return (
    <p class="hero-rate">
      {now.cost_per_hour !== null && (
        <span class={isEarning ? 'earning' : ''}>
          <b>{money(isEarning ? now.cost_per_hour.slice(1) : now.cost_per_hour, at.currency)}</b> {isEarning ? 'earned an hour' : 'an hour'}
        </span>
      )}
      {now.price !== null && (
        <span>
          {price(now.price, at.currency)}
          {now.band_name && <small> {now.band_name}</small>}
        </span>
      )}
      {now.intensity !== null && (
        <span>
          {decimal(now.intensity, 0)} g CO₂<small> a kWh</small>
        </span>
      )}
    </p>
  );
}

function Compared({ home }: { home: number | undefined }) {
  const watts = usual.value?.watts;
  if (home === undefined || !watts) return null;
  const part = Math.round((home / watts - 1) * 100);
  const word = part >= 0 ? 'above' : 'below';
  return (
    <>
      {Math.abs(part) < 3 ? 'As usual' : `${Math.abs(part)} % ${word} usual`} for this hour
      <small> ({joined(power(watts))} on average, last 7 days)</small>
    </>
  );
}

function Trace() {
  const place = useRef<HTMLDivElement>(null);
  const zone = site.value?.zone ?? 'UTC';
  const span = traceSpan();
  const powers = balance();
  const layered = powers.grid !== undefined && (powers.solar !== undefined || powers.battery !== undefined);
  const gap = span / 20;
  const name = (meter: string) => meters.value.find((each) => each.id === meter)?.name ?? meter;
  const scene = { zone, spanMillis: span, layered, steps: () => steps.seen, name };
  const data = () => trace.since(serverNow() - span * 1.02, gap);
  const plot = usePlot(place, (width, height) => traceOptions(scene, width, height), data, [zone, span, layered]);
  useEffect(
    () =>
      bars.subscribe(() => {
        const to = serverNow() / 1000;
        plot.current?.batch(() => {
          plot.current?.setData(data(), false);
          plot.current?.setScale('x', { min: to - span / 1000, max: to });
        });
      }),
    [zone, span, layered],
  );
  const minutes = Math.round(span / 60_000);
  return (
    <>
      <div
        class="trace"
        ref={place}
        role="img"
        aria-label={`Power of the home over the last ${minutes} minutes. The History screen has the numbers.`}
      />
      {paused.value && (
        <button type="button" class="chip resume" onClick={() => (paused.value = false)}>
          Paused at {timeOfDay(trace.lastTime, zone)} – go on
        </button>
      )}
    </>
  );
}

const NAMES = { solar: 'Sun', battery: 'Battery', grid: 'Grid' } as const;

/** Which part of the home's power comes from where; the trace's legend. */
function Sources() {
  void digits.value;
  const powers = balance();
  if (powers.grid === undefined || powers.home === undefined) return null;
  const kinds = (['solar', 'battery', 'grid'] as const).filter((kind) => powers[kind] !== undefined);
  if (kinds.length < 2) return null;
  const to = flows(powers).filter((flow) => flow.to === 'home');
  const home = Math.max(1, powers.home);
  return (
    <ul class="sources" aria-label="Where the home’s power comes from">
      {kinds.map((kind) => {
        const watts = to.find((flow) => flow.from === kind)?.watts ?? 0;
        return (
          <li key={kind}>
            <i class={`swatch ${kind}`} aria-hidden="true" />
            {NAMES[kind]} <b>{joined(power(watts))}</b>
            <small>{watts > 0 ? `${decimal((watts / home) * 100, 0)} %` : MISSING}</small>
          </li>
        );
      })}
    </ul>
  );
}
