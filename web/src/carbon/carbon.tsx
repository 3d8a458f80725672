/** What is burnt for it: how clean the grid is now, what this time came to, and when it is greenest. */
import { useSignal } from '@preact/signals';
import * as api from '../api';
import { inSlots, type Period } from '../calendar';
import { age, carbon, date, decimal, hourMinute, hourName, joined, kWh, percent, slotName } from '../format';
import { figures } from '../live/figures';
import { serverNow } from '../live/link';
import { live, meters, site } from '../live/store';
import { hourOfDay } from '../live/zone';
import type { By, CarbonAnswer, CarbonBucket } from '../model';
import { Bars } from '../ui/bars';
import { Card, Empty, Loaded, Measured } from '../ui/card';
import { Figure } from '../ui/figure';
import { Go } from '../ui/go';
import { Head } from '../ui/head';
import { useLoad, type Load } from '../ui/load';
import { choosePeriod, periodLabel, until, usePeriod } from '../ui/period';
import { soon } from '../costs/text';
import { against, inStep, STEPS, stepOf, used } from './scale';
import './carbon.css';

const EACH = 300_000;
/** A week is told by its hours: a day's mean hides when it was clean. */
const HOURLY_DAYS_MOST = 8;
const byOf = (period: Period): By => (period.end - period.first <= HOURLY_DAYS_MOST ? 'hour' : period.by);
const NAMES: Partial<Record<By, string>> = { hour: 'Hour by hour', day: 'Day by day', month: 'Month by month', year: 'Year by year' };
const grams = (value: number) => joined(carbon(value));
const perKwh = (value: number) => `${decimal(value, 0)} g/kWh`;

export function Carbon() {
  const at = site.value;
  const period = usePeriod();
  const key = at ? `${at.id} ${at.carbon} ${period.from} ${period.to}` : '';
  const load = useLoad(key, (abort) => api.carbon(at?.id ?? '', period.from, until(period), byOf(period), abort), period.isCurrent ? EACH : 0);
  const hasNone = load.data ? load.data.source === null : at?.carbon === null;
  if (!at) return null;
  return (
    <div class="carbon">
      <Head title="Carbon" {...(hasNone ? {} : { periods: 'all' as const })} />
      {hasNone ? (
        <section class="card none">
          <Empty height={220} text="What a kilowatt-hour of your grid burns is not known here: say one number for the year, or name a channel that has it by the hour.">
            <Go to="settings" class="button">
              Open the settings
            </Go>
          </Empty>
        </section>
      ) : (
        <Known load={load} period={period} />
      )}
    </div>
  );
}

function Known({ load, period }: { load: Load<CarbonAnswer>; period: Period }) {
  const zone = site.value?.zone ?? 'UTC';
  return (
    <>
      <Card id="now" title="The grid now" class="co2-now">
        <Loaded load={load} what="The grid’s intensity" height={110}>
          {(answer) => <Now answer={answer} zone={zone} />}
        </Loaded>
      </Card>
      <Card id="total" title="From the grid" note={periodLabel(period, zone)} class="co2-total">
        <Loaded load={load} what="The total" height={110}>
          {(answer) => <Total answer={answer} period={period} />}
        </Loaded>
      </Card>
      <Card id="course" title={NAMES[byOf(period)] ?? 'Its course'} note={periodLabel(period, zone)} class="course">
        <Loaded load={load} what="Its course" height={280} isEmpty={(answer) => answer.buckets.every((bucket) => bucket.co2_g === null)} empty={<Empty height={340} text="Nothing was bought from the grid in this time, or nobody knows how clean it was." />}>
          {(answer) => <Course answer={answer} period={period} zone={zone} />}
        </Loaded>
      </Card>
      {load.data?.source !== 'constant' && <Greenest load={load} zone={zone} />}
      <Explained source={load.data?.source ?? null} />
    </>
  );
}

/** The channel's name as people gave it: "Spot market, carbon intensity". */
function sourceName(source: string): string {
  const cut = source.lastIndexOf('.');
  const meter = meters.value.find((each) => each.id === source.slice(0, cut));
  return `${meter?.name ?? source.slice(0, cut)}, ${source.slice(cut + 1).replaceAll('_', ' ')}`;
}

function Now({ answer, zone }: { answer: CarbonAnswer; zone: string }) {
  const intensity = figures.value?.now.intensity ?? answer.now?.intensity;
  const mean = answer.total.intensity;
  const isConstant = answer.source === 'constant';
  if (intensity === undefined || intensity === null) {
    return <Empty height={150} text={`${sourceName(answer.source ?? '')} has no value for now.`} />;
  }
  const step = STEPS[stepOf(intensity)];
  return (
    <>
      <p class="co2-figure">
        {decimal(intensity, 0)} <small>g CO₂ a kWh</small>
      </p>
      {isConstant ? (
        <p>A constant, the same at any hour: it tells how much, not when. A channel with hourly values would say when the grid is green.</p>
      ) : (
        <>
          <p>
            <i class="step" style={{ '--tone': `var(--${step?.colour})` }} aria-hidden="true" />
            {step?.name} g{mean ? `, ${against(intensity, mean)} (${perKwh(mean)})` : ''}
          </p>
          <p class="quiet">
            {sourceName(answer.source ?? '')}, {freshness(answer.source ?? '', zone)}
          </p>
        </>
      )}
    </>
  );
}

/** How old the newest value of a channel is, or how far ahead it is known. */
function freshness(source: string, zone: string): string {
  const cut = source.lastIndexOf('.');
  const newest = live(source.slice(0, cut), source.slice(cut + 1));
  if (!newest) return 'no value yet';
  const old = serverNow() - newest.time - newest.interval;
  return old < 0 ? `known until ${soon(newest.time + newest.interval, serverNow(), zone)}` : `${age(old)} old`;
}

function Total({ answer, period }: { answer: CarbonAnswer; period: Period }) {
  const { total } = answer;
  const today = figures.value?.today.co2_g;
  return (
    <>
      <p class="co2-figure">
        <Figure shown={carbon(total.co2_g)} />
      </p>
      <dl class="asides">
        {period.name !== 'day' && today !== undefined && (
          <div>
            <dt>Today</dt>
            <dd>{today === null ? '–' : grams(today)}</dd>
          </div>
        )}
        <div>
          <dt>For</dt>
          <dd>{kWh(total.energy_import, 1)}</dd>
        </div>
        <div>
          <dt>Your kWh on average</dt>
          <dd>{total.co2_g === null || total.energy_import <= 0 ? '–' : perKwh((total.co2_g / total.energy_import) * 1_000)}</dd>
        </div>
        {total.avoided_g !== null && total.avoided_g > 0 && (
          <div>
            <dt>Avoided by your sun</dt>
            <dd>{grams(total.avoided_g)}</dd>
          </div>
        )}
      </dl>
      <Measured part={total.coverage} />
    </>
  );
}

/** Bars of grams, coloured by how clean the kilowatt-hours were; beside them the grid's own course. */
function Course({ answer, period, zone }: { answer: CarbonAnswer; period: Period; zone: string }) {
  const cursor = useSignal<number | null>(null);
  const by = byOf(period);
  const slots = inSlots(answer.buckets, period, zone, by);
  const intensities = slots.map(({ bucket }) => bucket?.intensity ?? null);
  const isConstant = answer.source === 'constant';
  const columns = isConstant ? [] : used(intensities);
  const steps = columns.map((i) => ({ name: `${STEPS[i]?.name} g/kWh`, colour: STEPS[i]?.colour ?? 'quiet' }));
  const newest = slots.findLastIndex(({ bucket }) => bucket !== undefined && bucket.co2_g !== null);
  const bars = (values: (bucket: CarbonBucket | undefined, at: number) => (number | null)[]) =>
    slots.map(({ start, end, bucket }, i) => ({
      ...named(start, end, by, zone, period.end - period.first),
      values: values(bucket, i),
      ...(bucket && bucket.coverage < 0.995 && bucket.co2_g !== null ? { coverage: bucket.coverage, note: `${percent(bucket.coverage)} measured` } : {}),
    }));
  const pick = by === 'day' ? { pick: (at: number) => choosePeriod('day', slots[at]?.start ?? 0) } : by === 'month' ? { pick: (at: number) => choosePeriod('month', slots[at]?.start ?? 0) } : {};
  const common = { cursor, start: newest, height: 210, ...pick };
  if (isConstant) {
    return <Bars {...common} id="co2-bars" label="CO2 of what was bought" series={[{ name: 'CO₂', colour: 'co2-3' }]} bars={bars((bucket) => [bucket?.co2_g ?? null])} show={grams} />;
  }
  return (
    <div class="pair">
      <div>
        <h3>CO₂ of what you bought</h3>
        <Bars {...common} id="co2-bars" label="CO2 of what was bought" series={steps} bars={bars((bucket, i) => inStep(bucket?.co2_g ?? null, intensities[i] ?? null, columns))} show={grams} />
      </div>
      <div>
        <h3>How clean a kWh was</h3>
        <Bars {...common} id="intensity-bars" label="Intensity of the grid" series={steps} bars={bars((_, i) => inStep(intensities[i] ?? null, intensities[i] ?? null, columns))} show={perKwh} axis={(value) => decimal(value, 0)} isDense={by === 'hour'} />
      </div>
    </div>
  );
}

/** Hours of several days are marked where a day begins. */
function named(start: number, end: number, by: By, zone: string, days: number): { label: string; name: string } {
  const plain = slotName(start, end, by, zone);
  if (by !== 'hour' || days < 2) return plain;
  return { ...plain, label: hourOfDay(start, zone) === 0 ? date(start, zone, 'short') : '' };
}

function Greenest({ load, zone }: { load: Load<CarbonAnswer>; zone: string }) {
  return (
    <Card id="greenest" title="Greenest hours" class="greenest">
      <Loaded load={load} what="The greenest hours" height={200} isEmpty={(answer) => answer.greenest.length === 0} empty={<Empty height={200} text="No hour of this time is known." />}>
        {(answer) => (
          <ol>
            {answer.greenest.map((hour) => (
              <li key={hour.start}>
                <i class="step" style={{ '--tone': `var(--${STEPS[stepOf(hour.intensity)]?.colour})` }} aria-hidden="true" />
                <span>
                  {date(hour.start, zone, 'day')}{' '}
                  <small>
                    {hourName(hour.start, zone)}–{hourMinute(hour.end, zone)}
                  </small>
                  {hour.start > serverNow() && <span class="badge">to come</span>}
                </span>
                <b>{perKwh(hour.intensity)}</b>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Card>
  );
}

function Explained({ source }: { source: string | null }) {
  return (
    <Card id="explained" title="How this is reckoned" class="explained">
      <p>
        Each kilowatt-hour from the grid counts the grams that {source === 'constant' ? 'the constant says' : 'the grid burnt for one in that very hour'}; what your own sun made and you used counts none. Avoided is that sun, at the grams that the grid would have
        burnt for it. What you feed in is not set off against what you buy.
      </p>
      <p class="quiet">
        {source === 'constant' ? 'The constant' : 'The channel'} is chosen in the settings of the site. <Go to="settings">Open the settings</Go>
      </p>
    </Card>
  );
}
