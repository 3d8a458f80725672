/** The largest circuits, live, and what nobody measures. */
import { useRef } from 'preact/hooks';
import { age, joined, power } from '../format';
import { serverNow } from '../live/link';
import { balance, bars, digits, isStale, lastTime, live, meters } from '../live/store';
import type { Meter } from '../model';
import { Go } from '../ui/go';

const SHOWN = 6;
/** Rows change places at most this often, and never under a pointer or the focus. */
const SORT_EACH = 5_000;
/** Less than this, or than this part of the home, is the meters' own error: they speak at different moments. */
const REST_LEAST = 20;
const REST_PART = 0.02;

export function Circuits() {
  void digits.value;
  const held = useRef(false);
  const order = useRef<{ at: number; ids: string[] }>({ at: -Infinity, ids: [] });
  const loads = meters.value.filter((meter) => (meter.role === 'load' || meter.role === 'ev') && live(meter.id, 'power'));
  if (loads.length < 2) return null;
  sort(loads, order.current, held.current);
  const place = new Map(order.current.ids.map((id, i) => [id, i]));
  const rows = loads.sort((a, b) => (place.get(a.id) ?? 99) - (place.get(b.id) ?? 99)).slice(0, SHOWN);
  const measured = loads.filter((meter) => !loads.some((other) => other.id === meter.parent));
  const sum = measured.reduce((total, meter) => total + wattsOf(meter), 0);
  const home = balance().home;
  const rest = home === undefined ? undefined : home - sum;
  const top = Math.max(500, ...loads.map(wattsOf), rest ?? 0);
  return (
    <section class="card circuits" aria-labelledby="circuits">
      <div class="card-head">
        <h2 id="circuits">
          Circuits <small>the largest {rows.length} of {loads.length}</small>
        </h2>
        <Go to="circuits">All</Go>
      </div>
      <ul onPointerEnter={() => (held.current = true)} onPointerLeave={() => (held.current = false)}>
        {rows.map((meter) => (
          <Row key={meter.id} meter={meter} top={top} />
        ))}
        {rest !== undefined && Math.abs(rest) > Math.max(REST_LEAST, (home ?? 0) * REST_PART) && <Rest watts={rest} top={top} />}
      </ul>
    </section>
  );
}

const wattsOf = (meter: Meter) => live(meter.id, 'power')?.value ?? 0;

function sort(loads: Meter[], order: { at: number; ids: string[] }, held: boolean): void {
  const now = performance.now();
  if (order.ids.length === loads.length && (held || now - order.at < SORT_EACH)) return;
  order.at = now;
  order.ids = [...loads].sort((a, b) => wattsOf(b) - wattsOf(a)).map((meter) => meter.id);
}

function Row({ meter, top }: { meter: Meter; top: number }) {
  const isOld = isStale(meter);
  const time = lastTime(meter.id);
  return (
    <li class={isOld ? 'stale' : ''}>
      <span class="circuit-name">{meter.name}</span>
      <Bar meter={meter.id} top={top} />
      <span class="circuit-power">{joined(power(wattsOf(meter)))}</span>
      {isOld && time !== undefined && <span class="badge">{age(serverNow() - time)} old</span>}
    </li>
  );
}

function Bar({ meter, top }: { meter: string; top: number }) {
  void bars.value;
  const watts = live(meter, 'power')?.value ?? 0;
  return (
    <span class="meter-bar" aria-hidden="true">
      <i style={{ transform: `scaleX(${Math.min(1, Math.max(0, watts) / top)})` }} />
    </span>
  );
}

function Rest({ watts, top }: { watts: number; top: number }) {
  return (
    <li class="rest">
      <span class="circuit-name">
        {watts > 0 ? 'Not measured' : 'More than the main'}
        <small>{watts > 0 ? 'the home less its circuits' : 'circuits sum to more than the home: look at the wiring'}</small>
      </span>
      <span class="meter-bar" aria-hidden="true">
        <i style={{ transform: `scaleX(${Math.min(1, Math.abs(watts) / top)})` }} />
      </span>
      <span class="circuit-power">{joined(power(watts))}</span>
    </li>
  );
}
