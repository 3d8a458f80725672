/** One circuit: now, over the period, in a typical week, and what it takes when nothing seems to be on. */
import * as api from '../api';
import type { Period } from '../calendar';
import { decimal, energy, joined, money, percent, power, span as spanText } from '../format';
import { calendarOf } from '../calendar';
import { barName } from '../history/bar-ticks';
import { runs } from '../history/runs';
import { serverNow } from '../live/link';
import { bucketsOf } from '../live/energies';
import { digits, meters, site } from '../live/store';
import type { Series } from '../model';
import { follow, hrefOf } from '../shell/router';
import { DAY, stretches } from '../stretches';
import { Bars } from '../ui/bars';
import { Card, Loaded, Measured } from '../ui/card';
import { Go } from '../ui/go';
import { Head } from '../ui/head';
import { useLoad } from '../ui/load';
import { until } from '../ui/period';
import type { Tint } from '../ui/tint';
import { cyclesOf, type Cycles } from './cycles';
import type { Sums } from './figures';
import { liveOf } from './painter';
import { List } from './rows';
import { pathOf, type Node } from './tree';
import { Week } from './week';

interface Props {
  node: Node;
  period: Period;
  zone: string;
  looks: Map<string, Tint>;
  what: string;
  sums: Sums | undefined;
  currency: string;
}

const TRACE_PX = 480;
const RENEW_EACH = 60_000;
const WEEKS = 8;

export function Detail(props: Props) {
  const { node, sums, what, currency } = props;
  const { meter } = node;
  const isIn = (child: Node) => (sums?.of.get(child.meter.id) ? 1 : 0);
  return (
    <div class="circuits-screen circuit-detail">
      <p class="crumbs">
        <a href={hrefOf('circuits')} onClick={(event) => follow(event, 'circuits')}>
          ‹ Circuits
        </a>
        {node.parent && (
          <a href={hrefOf('circuits', { meter: node.parent.meter.id })} onClick={(event) => follow(event, 'circuits', { meter: node.parent?.meter.id ?? '' })}>
            ‹ {node.parent.meter.name}
          </a>
        )}
      </p>
      <Head title={meter.name} periods="all" />
      <Live {...props} />
      <Energy {...props} />
      <TypicalWeek node={node} currency={currency} />
      {node.children.length > 0 && (
        <Card id="under" title={`Under ${meter.name}`} note={`${node.children.filter(isIn).length} of ${node.children.length} measured ${what}`} class="circuit-card">
          <List roots={[{ ...node, deep: 0, parent: undefined }]} isTree sort="now" filter="" sums={sums} currency={currency} tints={props.looks} what={what} />
        </Card>
      )}
    </div>
  );
}

/** What it takes now, with the last day behind it, and how it switched in that. */
function Live({ node, sums, what, currency, looks }: Props) {
  const { meter } = node;
  const load = useLoad(
    `${meter.id} last day`,
    (abort) => {
      const now = serverNow();
      return api.history([`${meter.id}.power`], now - DAY, now, TRACE_PX, abort).then((answer) => answer.series[0]);
    },
    RENEW_EACH,
  );
  const series = load.data;
  const cycles = series && cyclesOf(series);
  const amount = sums?.of.get(meter.id);
  const share = amount && sums?.home && sums.home.in > 0 ? amount.in / sums.home.in : undefined;
  return (
    <Card
      id="now-of"
      title="Now"
      note={pathOf(node).join(' › ') || undefined}
      class="circuit-live"
      tools={
        <Go to="history" more={{ series: `${meter.id}.power` }} class="button small">
          In the history
        </Go>
      }
    >
      <div class="circuit-now-row">
        <Figure node={node} />
        <dl class="facts">
          <Fact name={`Energy ${what}`} value={joined(energy(amount?.in))} note={<Measured part={amount?.coverage} />} />
          <Fact name="Cost" value={money(amount?.cost, currency)} />
          <Fact name="Share of the home" value={percent(share)} />
        </dl>
      </div>
      <div class="trace-of" style={{ '--tone': `var(--${looks.get(meter.id)?.colour ?? 'home'})` }}>
        {series && <Trace series={series} />}
      </div>
      <p class="quiet">
        The last 24 hours{load.trouble && `: ${load.trouble}`}
        {cycles && `. ${cyclesWords(cycles)}`}
      </p>
    </Card>
  );
}

function Fact({ name, value, note }: { name: string; value: string; note?: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value} {note}
      </dd>
    </div>
  );
}

function Figure({ node }: { node: Node }) {
  void digits.value;
  const now = liveOf(node.meter);
  const shown = power(now.watts, 0.75);
  return (
    <p class={`circuit-figure ${now.state === 'silent' ? 'stale' : ''}`}>
      <b>
        {shown.number}
          <small>{shown.unit}</small>
      </b>
      <span class="state worded" data-state={now.state}>
        <span>{now.words}</span>
      </span>
    </p>
  );
}

function cyclesWords({ count, onMillis, part, watts }: Cycles): string {
  const each = onMillis > 0 ? `, ${lasting(onMillis)} each time` : '';
  return `Switched on ${count === 1 ? 'once' : `${decimal(count, 0)} times`}${each}, on for ${percent(part)} of the day with ${joined(power(watts))}`;
}

/** 40 s, 12 min, 1 h 26 min. */
function lasting(millis: number): string {
  if (millis < 120_000) return spanText(Math.max(1_000, Math.round(millis / 1_000) * 1_000));
  const minutes = Math.round(millis / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const TALL = 60;

function Trace({ series }: { series: Series }) {
  const now = serverNow();
  const top = Math.max(1, ...series.max);
  const x = (time: number) => (((time - now + DAY) / DAY) * 1_000).toFixed(1);
  const y = (value: number) => (TALL - (Math.max(0, value) / top) * (TALL - 2)).toFixed(1);
  return (
    <svg viewBox={`0 0 1000 ${TALL}`} preserveAspectRatio="none" role="img" aria-label={`The last 24 hours, at most ${joined(power(top))}`}>
      {runs(series).map((run, i) => {
        const [first, last] = [series.time[run[0] ?? 0] ?? 0, series.time[run.at(-1) ?? 0] ?? 0];
        const line = run.map((at) => `${x(series.time[at] ?? 0)} ${y(series.mean[at] ?? 0)}`).join('L');
        return <path key={i} d={`M${x(first)} ${TALL}L${line}L${x(last)} ${TALL}Z`} />;
      })}
    </svg>
  );
}

function Energy({ node, period, zone, looks, what }: Props) {
  const { meter } = node;
  const load = useLoad(
    `${meter.id} ${period.from} ${period.to} ${period.by}`,
    (abort) => bucketsOf([meter.id], period.from, until(period), period.by, abort).then((all) => all.get(meter.id) ?? []),
    period.isCurrent ? RENEW_EACH : 0,
  );
  return (
    <Card id="energy-of" title="Energy" note={what}>
      <Loaded load={load} what="The energy" height={240} isEmpty={(list) => list.every((bucket) => bucket.coverage === 0)} empty={<p class="circuit-none">Nothing was measured in this period.</p>}>
        {(list) => {
          const known = new Map(list.map((bucket) => [bucket.start, bucket]));
          const currency = site.value?.currency ?? 'EUR';
          const bars = stretches(period.by, period.from, period.to, calendarOf(site.value)).map((slot) => {
            const bucket = known.get(slot.start);
            const isKnown = bucket && bucket.coverage > 0;
            const notes = [isKnown && bucket.cost ? money(bucket.cost, currency) : '', isKnown && bucket.coverage < 0.995 ? `${percent(Math.min(0.99, bucket.coverage))} measured` : ''];
            return {
              label: new Intl.DateTimeFormat(undefined, { timeZone: zone, ...(period.by === 'hour' ? { hour: '2-digit', hourCycle: 'h23' } : period.by === 'day' ? { day: 'numeric' } : { month: 'short' }) } as Intl.DateTimeFormatOptions).format(slot.start),
              name: barName(slot, period.by, zone),
              values: [isKnown ? bucket.energy_import : null],
              coverage: bucket?.coverage ?? 1,
              note: notes.filter(Boolean).join(', '),
            };
          });
          const last = bars.findLastIndex((bar) => bar.values[0] !== null);
          return <Bars id="energy-bars" label={`Energy of ${meter.name}`} series={[{ name: meter.name, colour: looks.get(meter.id)?.colour ?? 'home' }]} bars={bars} show={(value) => joined(energy(value))} height={190} start={Math.max(0, last)} />;
        }}
      </Loaded>
    </Card>
  );
}

function TypicalWeek({ node, currency }: { node: Node; currency: string }) {
  const { meter } = node;
  const load = useLoad(`${meter.id} week ${meters.value.length}`, (abort) => {
    const now = serverNow();
    return api.profile(meter.id, now - WEEKS * 7 * DAY, now, abort);
  });
  return (
    <Card id="week-of" title="A typical week" note={`mean of the last ${WEEKS} weeks`}>
      <Loaded load={load} what="The typical week" height={330}>
        {(profile) => (
          <>
            <Week profile={profile} weekStart={calendarOf(site.value).weekStart} />
            <p class="always-on">
              {profile.baseline === null ? (
                'What is always on is not known yet.'
              ) : (
                <>
                  <b>{joined(power(profile.baseline, 0.05))} always on</b>
                  {profile.baseline_cost_year !== null && <>, that is {money(profile.baseline_cost_year, currency)} a year</>}. <small>{profile.baseline_method}</small>
                </>
              )}
            </p>
          </>
        )}
      </Loaded>
    </Card>
  );
}
