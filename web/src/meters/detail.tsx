/** One meter: what it says now, what is said of it, what was made of its readings. */
import { useState } from 'preact/hooks';
import { age, joined, MISSING, power, value } from '../format';
import { serverNow } from '../live/link';
import { channelsOf, digits, isStale, lastTime, live } from '../live/store';
import type { Meter } from '../model';
import { go } from '../shell/router';
import { Card } from '../ui/card';
import { Go } from '../ui/go';
import { Icon } from '../ui/icons';
import { Corrections, type Place } from './corrections';
import { Edit } from './edit';
import { FormulaEditor } from './formula-editor';
import { Messages } from './messages';
import { rate } from './rate';
import { Registers } from './registers';
import { bringIn, whole } from './texts';

export function Detail({ meter }: { meter: Meter }) {
  const [place, setPlace] = useState<Place | null>(null);
  const correct = (at: Place | null) => {
    setPlace(at);
    if (at && !place) bringIn('corrections');
  };
  return (
    <div class="meters">
      <Top meter={meter} />
      <div class="meter-grid">
        <div>
          <Now meter={meter} />
          {meter.virtual && <Formula meter={meter} />}
          {!meter.virtual && <Registers meter={meter} correct={correct} />}
          {!meter.virtual && <Corrections meter={meter} open={place} close={correct} />}
        </div>
        <div>
          <Edit meter={meter} />
          {!meter.virtual && (
            <section class="card">
              <Messages meter={meter.id} />
            </section>
          )}
        </div>
      </div>
    </div>
  );
}

function Top({ meter }: { meter: Meter }) {
  return (
    <div class="screen-head">
      <Go to="meters" class="button small">
        ‹ All meters
      </Go>
      <h1 class="meter-name">
        <Icon name={['solar', 'battery', 'grid', 'ev'].includes(meter.role) ? meter.role : 'plug'} size={22} />
        {meter.name}
      </h1>
      <p class="quiet">{meter.id}</p>
      <div class="screen-tools">
        <Go to="history" more={{ series: `${meter.id}.power` }} class="button small">
          History
        </Go>
      </div>
    </div>
  );
}

function Now({ meter }: { meter: Meter }) {
  void digits.value;
  const watts = live(meter.id, 'power')?.value;
  const time = lastTime(meter.id);
  const isOld = isStale(meter, live(meter.id, 'power') ?? [...channelsOf(meter.id).values()][0]);
  return (
    <Card id="meter-now" title="Right now" note={meter.virtual ? 'reckoned from its meters' : rate(meter)}>
      <p class={`tile-figure ${isOld ? 'stale' : ''}`}>
        {watts === undefined ? MISSING : joined(power(watts))} <small>{time === undefined ? 'never spoke' : `${age(serverNow() - time)} ago`}</small>
      </p>
      <ul class="channels">
        {meter.channels.map((channel) => {
          const now = live(meter.id, channel.name);
          return (
            <li key={channel.name}>
              <span>{channel.name}</span>
              <b>{channel.kind === 'register' && now ? whole(now.value, channel.unit) : value(now?.value, channel.unit)}</b>
              <small>
                {channel.kind}
                {now && `, ${age(serverNow() - now.time)} ago`}
              </small>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Formula({ meter }: { meter: Meter }) {
  const [editing, setEditing] = useState(false);
  return (
    <Card
      id="formula"
      title="It is the sum"
      tools={
        !editing && (
          <button type="button" class="button small" onClick={() => setEditing(true)}>
            Change
          </button>
        )
      }
    >
      {editing ? <FormulaEditor meter={meter} done={() => setEditing(false)} /> : <code class="formula-text">{meter.formula}</code>}
    </Card>
  );
}

/** Opens a meter; empty goes back to all of them. */
export function openMeter(id: string): void {
  const params = new URLSearchParams(location.search);
  if (id) params.set('meter', id);
  else params.delete('meter');
  go('/meters', params);
}
