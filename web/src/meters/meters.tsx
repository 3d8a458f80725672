/** Every meter: what it said last, how often it speaks; and one of them in full. */
import { useEffect, useState } from 'preact/hooks';
import { age, decimal, MISSING, value } from '../format';
import { serverNow } from '../live/link';
import { channelsOf, digits, isStale, lastTime, live, loaded, meters, refreshMeters } from '../live/store';
import { UNITS, type Meter } from '../model';
import { query } from '../shell/router';
import { Card } from '../ui/card';
import { Icon } from '../ui/icons';
import { Detail, openMeter } from './detail';
import { FormulaEditor } from './formula-editor';
import { rate } from './rate';
import { Sending } from './first-reading';
import './meters.css';

/** Rates and gaps are the server's count: asked for when the screen opens, and while it is looked at. */
const COUNTS_EACH = 10_000;

export function Meters() {
  useEffect(() => {
    void refreshMeters();
    const timer = setInterval(() => !document.hidden && void refreshMeters(), COUNTS_EACH);
    return () => clearInterval(timer);
  }, []);
  if (!loaded.value && meters.value.length === 0) return <div class="card waiting late meters-waiting" aria-busy="true" aria-label="Connecting" />;
  const chosen = meters.value.find((each) => each.id === query.value.get('meter'));
  return chosen ? <Detail key={chosen.id} meter={chosen} /> : <All />;
}

function All() {
  const [making, setMaking] = useState(false);
  return (
    <div class="meters">
      <div class="screen-head">
        <h1>Meters</h1>
        <p class="quiet">{meters.value.length === 1 ? 'One meter' : `${meters.value.length} meters`}</p>
        <div class="screen-tools">
          <button type="button" class="button small" aria-expanded={making} onClick={() => setMaking(!making)}>
            Sum of meters…
          </button>
        </div>
      </div>
      {making && (
        <Card id="making" title="A virtual meter" note="the signed sum of others, and then a meter like any">
          <FormulaEditor
            done={(id) => {
              setMaking(false);
              if (id) openMeter(id);
            }}
          />
        </Card>
      )}
      <section class="card table-card">
        <table class="meter-table">
          <thead>
            <tr>
              <th scope="col">Meter</th>
              <th scope="col">Now</th>
              <th scope="col">Age</th>
              <th scope="col">Readings</th>
              <th scope="col">Refused</th>
              <th scope="col">
                <span class="hidden">Details</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {meters.value.map((meter) => (
              <Row key={meter.id} meter={meter} />
            ))}
          </tbody>
        </table>
      </section>
      <Sending />
    </div>
  );
}

function Row({ meter }: { meter: Meter }) {
  void digits.value;
  const power = live(meter.id, 'power');
  const first = power ? { name: 'power', shown: value(power.value, UNITS.power) } : other(meter);
  const time = lastTime(meter.id);
  const isOld = isStale(meter, power ?? [...channelsOf(meter.id).values()][0]);
  return (
    <tr class={isOld ? 'stale' : ''}>
      <th scope="row">
        <span class="meter-name">
          <Icon name={['solar', 'battery', 'grid', 'ev'].includes(meter.role) ? meter.role : 'plug'} size={19} />
          <span>
            {meter.name}
            <small>{meter.virtual ? meter.formula : meter.id}</small>
          </span>
        </span>
      </th>
      <td>
        {first ? first.shown : MISSING}
        {first && first.name !== 'power' && <small> {first.name.replaceAll('_', ' ')}</small>}
      </td>
      <td>{time === undefined ? 'never spoke' : `${age(serverNow() - time)}`}</td>
      <td>{meter.virtual ? 'reckoned' : rate(meter)}</td>
      <td>{meter.received.refused === 0 ? 'none' : decimal(meter.received.refused, 0)}</td>
      <td>
        <button type="button" class="button small" aria-label={`Details of ${meter.name}`} onClick={() => openMeter(meter.id)}>
          Look
        </button>
      </td>
    </tr>
  );
}

function other(meter: Meter): { name: string; shown: string } | undefined {
  const channel = meter.channels.find((each) => live(meter.id, each.name));
  return channel && { name: channel.name, shown: value(live(meter.id, channel.name)?.value, channel.unit) };
}
