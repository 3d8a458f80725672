/** Every meter: what it said last, how often it speaks, and what exactly it sent. */
import { useEffect, useState } from 'preact/hooks';
import { age, decimal, MISSING, value } from '../format';
import { serverNow } from '../live/link';
import { channelsOf, digits, isStale, lastTime, live, meters, refreshMeters } from '../live/store';
import { UNITS, type Meter } from '../model';
import { Icon } from '../ui/icons';
import { Messages } from './messages';
import { Sending } from './first-reading';
import './meters.css';

/** Rates and gaps are the server's count: asked for when the screen opens, and while it is looked at. */
const COUNTS_EACH = 10_000;

export function Meters() {
  const [open, setOpen] = useState('');
  useEffect(() => {
    void refreshMeters();
    const timer = setInterval(() => !document.hidden && void refreshMeters(), COUNTS_EACH);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="meters">
      <div class="screen-head">
        <h1>Meters</h1>
        <p class="quiet">{meters.value.length === 1 ? 'One meter' : `${meters.value.length} meters`}</p>
      </div>
      <section class="card table-card">
        <table class="meter-table">
          <thead>
            <tr>
              <th scope="col">Meter</th>
              <th scope="col">Now</th>
              <th scope="col">Age</th>
              <th scope="col">Readings a minute</th>
              <th scope="col">Refused</th>
              <th scope="col">
                <span class="hidden">Messages</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {meters.value.map((meter) => (
              <Row key={meter.id} meter={meter} isOpen={open === meter.id} toggle={() => setOpen(open === meter.id ? '' : meter.id)} />
            ))}
          </tbody>
        </table>
      </section>
      <Sending />
    </div>
  );
}

function Row({ meter, isOpen, toggle }: { meter: Meter; isOpen: boolean; toggle: () => void }) {
  void digits.value;
  const power = live(meter.id, 'power');
  const first = power ? { name: 'power', shown: value(power.value, UNITS.power) } : other(meter);
  const time = lastTime(meter.id);
  const isOld = isStale(meter, power ?? [...channelsOf(meter.id).values()][0]);
  return (
    <>
      <tr class={isOld ? 'stale' : ''}>
        <th scope="row">
          <span class="meter-name">
            <Icon name={['solar', 'battery', 'grid', 'ev'].includes(meter.role) ? meter.role : 'plug'} size={19} />
            <span>
              {meter.name}
              <small>{meter.id}</small>
            </span>
          </span>
        </th>
        <td>
          {first ? first.shown : MISSING}
          {first && first.name !== 'power' && <small> {first.name.replaceAll('_', ' ')}</small>}
        </td>
        <td>{time === undefined ? 'never spoke' : `${age(serverNow() - time)}`}</td>
        <td>{rate(meter)}</td>
        <td>{meter.received.refused === 0 ? 'none' : decimal(meter.received.refused, 0)}</td>
        <td>
          <button type="button" class="button small" aria-expanded={isOpen} aria-label={`Messages of ${meter.name}`} onClick={toggle}>
            {isOpen ? 'Close' : 'Look'}
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr class="detail">
          <td colSpan={6}>
            <Channels meter={meter} />
            <Messages meter={meter.id} />
          </td>
        </tr>
      )}
    </>
  );
}

function other(meter: Meter): { name: string; shown: string } | undefined {
  const channel = meter.channels.find((each) => live(meter.id, each.name));
  return channel && { name: channel.name, shown: value(live(meter.id, channel.name)?.value, channel.unit) };
}

/** Received of expected: what is missing shows as a gap. */
function rate(meter: Meter): string {
  const got = meter.received.per_minute;
  if (!meter.period) return got === 0 ? 'none now' : decimal(got, 0);
  const due = 60_000 / meter.period;
  return due >= 1.5 ? `${decimal(got, 0)} of ${decimal(due, 0)}` : `one each ${age(meter.period)}`;
}

function Channels({ meter }: { meter: Meter }) {
  void digits.value;
  return (
    <ul class="channels">
      {meter.channels.map((channel) => {
        const now = live(meter.id, channel.name);
        return (
          <li key={channel.name}>
            <span>{channel.name}</span>
            <b>{value(now?.value, channel.unit)}</b>
            <small>
              {channel.kind}
              {now && `, ${age(serverNow() - now.time)} ago`}
            </small>
          </li>
        );
      })}
    </ul>
  );
}
