/** Says whether what is seen is live, and, pressed, why. */
import { useEffect, useState } from 'preact/hooks';
import { age, decimal, hourMinute } from '../format';
import { clockDifference, degraded, lastMessage, link, roundTrip } from '../live/link';
import { isStale, live, meters, paused, site } from '../live/store';

const LATE = 5_000;

interface Shown {
  kind: 'ok' | 'warn' | 'off' | 'wait';
  text: string;
}

function state(): Shown {
  const at = link.value;
  if (paused.value) return { kind: 'wait', text: 'Paused' };
  if (at.name === 'connecting') return { kind: 'wait', text: 'Connecting' };
  if (at.name === 'waiting') {
    return Date.now() - at.since > 3_000
      ? { kind: 'off', text: `Offline since ${hourMinute(at.since, site.value?.zone ?? 'UTC')}` }
      : { kind: 'warn', text: `Reconnecting (try ${at.attempt})` };
  }
  const silent = Date.now() - lastMessage.value;
  if (silent > LATE) return { kind: 'warn', text: `Delayed ${age(silent)}` };
  if (degraded.value) return { kind: 'warn', text: 'Partly live' };
  return { kind: 'ok', text: 'Live' };
}

export function LiveChip() {
  const [open, setOpen] = useState(false);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const shown = state();
  return (
    <div class="chip-place">
      <button type="button" class={`chip live ${shown.kind}`} aria-expanded={open} onClick={() => setOpen(!open)}>
        <i aria-hidden="true" />
        {shown.text}
      </button>
      {open && <Explainer />}
    </div>
  );
}

function Explainer() {
  const late = meters.value.filter((meter) => isStale(meter, live(meter.id, 'power') ?? newest(meter.id)));
  const trip = roundTrip.value;
  return (
    <div class="card explainer" role="status">
      <dl>
        <div>
          <dt>Last message</dt>
          <dd>{lastMessage.value ? `${age(Date.now() - lastMessage.value)} ago` : 'none yet'}</dd>
        </div>
        <div>
          <dt>Round trip</dt>
          <dd>{trip === null ? 'not measured yet' : `${decimal(trip, 1)} ms`}</dd>
        </div>
        <div>
          <dt>Server’s clock</dt>
          <dd>{`${clockDifference.value < 0 ? '−' : '+'}${age(Math.abs(clockDifference.value))} to yours`}</dd>
        </div>
        <div>
          <dt>Meters late</dt>
          <dd>{late.length === 0 ? 'none' : late.slice(0, 4).map((meter) => meter.name).join(', ')}</dd>
        </div>
      </dl>
      {degraded.value && <p>The servers can’t reach each other. Some values come later; nothing is lost.</p>}
      <p class="quiet">Readings come over one WebSocket as they happen; nothing is polled.</p>
      <button type="button" class="button small" onClick={() => (paused.value = !paused.value)}>
        {paused.value ? 'Go on' : 'Pause what moves'}
      </button>
    </div>
  );
}

function newest(meter: string) {
  const known = meters.value.find((each) => each.id === meter);
  return known?.channels.map((channel) => live(meter, channel.name)).find((value) => value !== undefined);
}
