/** The peak: the running interval against it, when it was, and what the rest of the time was like. */
import * as api from '../api';
import { dayText, type Period } from '../calendar';
import { date, dates, hourMinute, hourName, joined, percent, power, wattsMark } from '../format';
import { figures } from '../live/figures';
import { serverNow } from '../live/link';
import { adopt, meters, site } from '../live/store';
import type { DemandAnswer, DemandInterval, Site } from '../model';
import { lastYear, useBillAtFirst } from '../periods';
import { Bars } from '../ui/bars';
import { Card, Empty, Loaded } from '../ui/card';
import { Head } from '../ui/head';
import { useLoad, type Load } from '../ui/load';
import { choosePeriod, periodLabel, today, until, usePeriod } from '../ui/period';
import { say, sayWrong } from '../ui/toast';
import { chargeOn } from './charge';
import { Gauge } from './now';
import { powerAt, spell } from './words';
import './demand.css';

const POINTS = 100;
/** A peak changes with an interval's end. */
const EACH = 300_000;
const show = (watts: number) => joined(power(watts, 0));

export function Demand() {
  useBillAtFirst();
  const at = site.value;
  const period = usePeriod();
  const meter = figures.value?.demand?.meter ?? meters.value.find((each) => each.role === 'grid')?.id;
  const zone = at?.zone ?? 'UTC';
  const tariff = useLoad(at?.tariff ?? '', () => api.tariff(at?.tariff ?? ''));
  const minutes = at?.demand_minutes ?? 15;
  const load = useLoad(meter ? `${meter} ${minutes} ${period.from} ${period.to}` : '', (abort) => api.demand(meter ?? '', period.from, until(period), { intervals: false, duration: POINTS }, abort), period.isCurrent ? EACH : 0);
  const year = useLoad(meter ? `${meter} ${minutes} ${today.value}` : '', (abort) => api.demand(meter ?? '', lastYear(at).from, serverNow(), { intervals: false }, abort), EACH);
  if (!at) return null;
  return (
    <div class="demand">
      <Head title="Demand" periods="all" />
      {!meter ? (
        <section class="card no-meter">
          <Empty height={200} text="Demand is what a grid meter counts over each quarter of an hour. Give one of the meters the role grid, and its peaks are here." />
        </section>
      ) : (
        <>
          <Gauge charge={chargeOn(tariff.data ?? null, dayText(today.value))} />
          <Months year={year} zone={zone} />
          <Peaks load={load} zone={zone} period={period} />
          <Interval at={at} minutes={minutes} />
          <Duration load={load} zone={zone} period={period} />
        </>
      )}
    </div>
  );
}

function Months({ year, zone }: { year: Load<DemandAnswer>; zone: string }) {
  return (
    <Card id="months" title="Peak of each bill" note="the highest interval" class="months-card">
      <Loaded load={year} what="The peaks of the year" height={250} isEmpty={(answer) => answer.months.every((month) => !month.peak)} empty={<Empty height={250} text="No interval was measured yet." />}>
        {(answer) => (
          <Bars
            id="month-peaks"
            label="Peaks by billing period"
            series={[{ name: 'Peak', colour: 'accent' }]}
            bars={answer.months.map((month) => ({
              label: date(month.start, zone, 'shortMonth'),
              name: dates(month.start, month.end, zone),
              values: [month.peak?.power ?? null],
              ...(month.peak ? { note: `${date(month.peak.start, zone, 'weekday')} ${date(month.peak.start, zone, 'short')}, ${hourName(month.peak.start, zone)}`, coverage: month.peak.coverage } : {}),
            }))}
            show={show}
            axis={wattsMark}
            height={230}
            pick={(at) => choosePeriod('bill', answer.months[at]?.start ?? 0)}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Peaks({ load, zone, period }: { load: Load<DemandAnswer>; zone: string; period: Period }) {
  return (
    <Card id="peaks" title="Ten highest intervals" note={periodLabel(period, zone)} class="peaks">
      <Loaded load={load} what="The peaks" height={330} isEmpty={(answer) => answer.peaks.length === 0} empty={<Empty height={330} text="No interval of this time was measured." />}>
        {(answer) => (
          <ol>
            {answer.peaks.map((peak) => (
              <Peak key={peak.start} peak={peak} top={answer.peaks[0]?.power ?? 1} length={answer.interval} zone={zone} />
            ))}
          </ol>
        )}
      </Loaded>
    </Card>
  );
}

/** Measured less than this it can't become the peak without a mark. */
const WHOLE = 0.9;

function Peak({ peak, top, length, zone }: { peak: DemandInterval; top: number; length: number; zone: string }) {
  return (
    <li>
      <span>
        {date(peak.start, zone, 'day')}{' '}
        <small>
          {hourName(peak.start, zone)}–{hourMinute(peak.start + length, zone)}
        </small>
        {peak.coverage < WHOLE && <span class="badge">{percent(peak.coverage)} measured</span>}
      </span>
      <b>{show(peak.power)}</b>
      <i aria-hidden="true" style={{ transform: `scaleX(${top > 0 ? peak.power / top : 0})` }} />
    </li>
  );
}

function Duration({ load, zone, period }: { load: Load<DemandAnswer>; zone: string; period: Period }) {
  return (
    <Card id="duration" title="How long at how much" note={`${periodLabel(period, zone)}, all intervals in order of size`} class="duration">
      <Loaded load={load} what="The duration curve" height={320} isEmpty={(answer) => (answer.duration ?? []).length === 0} empty={<Empty height={320} text="No interval of this time was measured." />}>
        {(answer) => <Curve answer={answer} length={until(period) - period.from} />}
      </Loaded>
    </Card>
  );
}

function Curve({ answer, length }: { answer: DemandAnswer; length: number }) {
  const curve = answer.duration ?? [];
  const told = (part: number) => show(powerAt(curve, part) ?? 0);
  return (
    <>
      <p class="words">
        Half of the time the mean was <b>{told(0.5)}</b> or more. For a tenth of it, {spell(length / 10)}, it was <b>{told(0.1)}</b> or more; and for one hundredth, {spell(length / 100)}, it was <b>{told(0.01)}</b> or more, up to{' '}
        <b>{show(answer.peak?.power ?? curve[0]?.power ?? 0)}</b>.
      </p>
      <Bars
        id="duration-curve"
        label="Load duration curve"
        series={[{ name: 'at least', colour: 'accent' }]}
        bars={fromPeak(answer).map((point) => ({
          label: Math.round(point.part * 100) % 10 === 0 ? percent(point.part) : '',
          name: point.part === 0 ? 'The highest' : `${percent(point.part, point.part < 0.1 ? 1 : 0)} of the time`,
          values: [point.power],
          ...(point.part === 0 ? {} : { note: spell(length * point.part) }),
        }))}
        show={show}
        axis={wattsMark}
        start={Math.round(curve.length / 20)}
        isDense
        height={230}
      />
      <p class="quiet">A steep left end is a few hours that make the peak: what runs then can be moved. A high right end is what always runs.</p>
    </>
  );
}

/** The curve from its left end on: at 0 % is the peak, which no part of the time is above. */
function fromPeak({ duration = [], peak }: DemandAnswer): { part: number; power: number }[] {
  return peak ? [{ part: 0, power: peak.power }, ...duration] : duration;
}

const LENGTHS = [15, 30, 60];

function Interval({ at, minutes }: { at: Site; minutes: number }) {
  const put = async (to: number) => {
    const change = async (wanted: number) => adopt(await api.putSite(at.id, { demand_minutes: wanted }));
    await change(to);
    say(`Demand is counted over ${to} minutes now.`, () => change(minutes));
  };
  return (
    <Card id="interval" title="The interval" class="interval">
      <div class="segments" role="group" aria-label="Minutes of an interval">
        {LENGTHS.map((length) => (
          <button key={length} type="button" aria-pressed={length === minutes} onClick={() => void (length !== minutes && put(length).catch(sayWrong))}>
            {length} min
          </button>
        ))}
      </div>
      <p>
        A grid operator divides the day into fixed intervals of {minutes} minutes by the clock, and takes the mean of each: {minutes === 60 ? '14:00 to 15:00, then 15:00 to 16:00' : minutes === 30 ? '14:00 to 14:30, then 14:30 to 15:00' : '14:00 to 14:15, then 14:15 to 14:30'}. A kettle is a small part of a
        quarter of an hour; an oven, a car and a dryer together are a peak.
      </p>
      <p class="quiet">A rolling window would look at the last {minutes} minutes at any moment, and find peaks that lie across two intervals. Bills use the fixed ones, so these are they.</p>
    </Card>
  );
}
