/** The running interval as a gauge that fills: its climb so far, where it heads, and the limit. */
import { useRef } from 'preact/hooks';
import { date, hourMinute, hourName, joined, money, power, span } from '../format';
import { figures } from '../live/figures';
import { serverNow } from '../live/link';
import { digits, site } from '../live/store';
import { Card, Empty } from '../ui/card';
import { added, type Charge } from './charge';
import { Climb, countdown, readGauge, type Reading, type Running } from './gauge';

const show = (watts: number) => joined(power(Math.max(0, watts), 0));

/** What is switched off is told upwards, so that it is enough. */
const shedText = (watts: number) => show(watts < 1_000 ? Math.ceil(watts / 50) * 50 : Math.ceil(watts / 100) * 100);

export function Gauge({ charge }: { charge: Charge | undefined }) {
  void digits.value;
  const climb = useRef(new Climb());
  const running = figures.value?.demand;
  const zone = site.value?.zone ?? 'UTC';
  if (!running) {
    return (
      <Card id="gauge" title="This interval" class="gauge-card">
        <Empty height={300} text="The running interval shows as soon as the grid meter speaks." />
      </Card>
    );
  }
  const now = serverNow();
  climb.current.take(running, figures.value?.time ?? now);
  const peak = running.peak?.power;
  // Below the least that is charged a higher peak costs nothing.
  const limit = peak === undefined ? (charge && charge.floor > 0 ? charge.floor : undefined) : Math.max(peak, charge?.floor ?? 0);
  const isFloor = limit !== undefined && limit !== peak;
  const reading = readGauge(running, limit, now);
  return (
    <Card id="gauge" title={`This ${span(running.end - running.start)}`} note={`${hourMinute(running.start, zone)} to ${hourMinute(running.end, zone)}`} class={`gauge-card ${reading.state}`}>
      <div class="gauge-top">
        <p class="gauge-figure">
          <b>{show(running.power)}</b> <small>mean so far</small>
        </p>
        <p class="gauge-figure">
          <b>{show(running.projected)}</b> <small>where it ends at {show(reading.present)}</small>
        </p>
        <p class="gauge-figure">
          <b>{countdown(reading.left)}</b> <small>left</small>
        </p>
      </div>
      <Picture running={running} climb={climb.current} reading={reading} limit={limit} limitName={isFloor ? 'charged at least' : 'peak of this bill'} />
      <p class="advice" role="status">
        <Advice reading={reading} limit={limit} cost={charge && limit !== undefined && reading.state !== 'free' ? added(charge, running.projected, limit).rounded(2).toString() : undefined} />
      </p>
      <p class="quiet">
        {running.peak
          ? `Peak of this bill: ${show(running.peak.power)} on ${date(running.peak.start, zone, 'day')}, ${hourName(running.peak.start, zone)}.`
          : 'No interval of this bill is whole yet.'}
        {isFloor && ` ${show(limit)} is charged in any case.`}
      </p>
    </Card>
  );
}

function Advice({ reading, limit, cost }: { reading: Reading; limit: number | undefined; cost: string | undefined }) {
  const currency = site.value?.currency ?? 'EUR';
  const price = cost !== undefined && Number(cost) > 0 ? `, ${money(cost, currency)} more on this bill` : '';
  switch (reading.state) {
    case 'free':
      return <>The first interval of this bill sets the mark.</>;
    case 'passed':
      return (
        <>
          <b>This is the new peak{price}.</b> Each kilowatt less still keeps it lower.
        </>
      );
    case 'over':
      return (
        <>
          <b>Shed {shedText(reading.shed)} to stay below {show(limit ?? 0)}.</b> Else it passes at {hourMinute(reading.passes ?? 0, site.value?.zone ?? 'UTC')}
          {price}.
        </>
      );
    case 'close':
    case 'below':
      return (
        <>
          {reading.state === 'close' ? <b>Close to the peak.</b> : 'Below the peak.'} {reading.allowed !== undefined && <>Up to {show(reading.allowed)} may be used until the end.</>}
        </>
      );
  }
}

interface PictureProps {
  running: Running;
  climb: Climb;
  reading: Reading;
  limit: number | undefined;
  limitName: string;
}

const WIDE = 600;
const HIGH = 200;

/** Time from left to right, the mean upwards: what is full is used, what is hatched is to come. */
function Picture({ running, climb, reading, limit, limitName }: PictureProps) {
  const top = Math.max(1_000, limit ?? 0, running.projected, running.power) * 1.12;
  const x = (part: number) => part * WIDE;
  const y = (watts: number) => HIGH - (watts / top) * HIGH;
  const path = [...climb.points, { part: reading.part, power: running.power }].map((point) => `${x(point.part)},${y(point.power)}`).join(' ');
  return (
    <div class="gauge-place" role="img" aria-label={`Mean so far ${show(running.power)}, ends at ${show(running.projected)}${limit === undefined ? '' : `, ${limitName} ${show(limit)}`}`}>
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
        <defs>
          <pattern id="to-come" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3.5" height="8" />
          </pattern>
        </defs>
        {limit !== undefined && <rect class="above" x="0" y="0" width={WIDE} height={Math.max(0, y(limit))} />}
        <polygon class="to-come" points={`${x(reading.part)},${y(running.power)} ${WIDE},${y(running.projected)} ${WIDE},${HIGH} ${x(reading.part)},${HIGH}`} />
        <polygon class="used" points={`0,${HIGH} ${path} ${x(reading.part)},${HIGH}`} />
        <line class="heads" x1={x(reading.part)} y1={y(running.power)} x2={WIDE} y2={y(running.projected)} />
        {limit !== undefined && <line class="limit-line" x1="0" x2={WIDE} y1={y(limit)} y2={y(limit)} />}
        <line class="now-line" x1={x(reading.part)} x2={x(reading.part)} y1={y(running.power) - 8} y2={HIGH} />
      </svg>
      {limit !== undefined && (
        <span class="limit-name" style={{ top: `${(y(limit) / HIGH) * 100}%` }}>
          {limitName} {show(limit)}
        </span>
      )}
    </div>
  );
}
