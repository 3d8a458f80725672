/** Where the period's energy went, bar by bar: the six largest circuits, the others, and what nobody measured. */
import type { Period } from '../calendar';
import { energy, joined, percent } from '../format';
import { homeAmount, totalOf, type Amount } from '../history/energy';
import { calendarOf } from '../calendar';
import { bucketsOf } from '../live/energies';
import { serverNow } from '../live/link';
import { meters, site } from '../live/store';
import { partsOf } from '../live/balance';
import type { EnergyBucket } from '../model';
import { stretches, type Stretch } from '../stretches';
import { barName } from '../history/bar-ticks';
import { Bars, type Bar, type BarSeries } from '../ui/bars';
import { Card, Loaded } from '../ui/card';
import { useLoad } from '../ui/load';
import { choosePeriod, until } from '../ui/period';
import type { Tint } from '../ui/tint';
import { layersOf } from './stack';
import { flat, type Node } from './tree';

interface Props {
  roots: Node[];
  period: Period;
  zone: string;
  looks: Map<string, Tint>;
  what: string;
}

/** Of more circuits than this only what hangs directly under the home is drawn. */
const CIRCUITS_MOST = 64;
const RENEW_EACH = 120_000;

export function Stacked({ roots, period, zone, looks, what }: Props) {
  const all = flat(roots);
  const drawn = all.length <= CIRCUITS_MOST ? all : roots;
  const parts = partsOf(meters.value);
  const ids = [...new Set([...drawn.map((node) => node.meter.id), ...parts.map((part) => part.id)])];
  const load = useLoad(
    `${site.value?.id} ${period.from} ${period.to} ${period.by} ${ids.length}`,
    (abort) => bucketsOf(ids, period.from, until(period), period.by, abort),
    period.isCurrent ? RENEW_EACH : 0,
  );
  return (
    <Card id="where" title="Where it went" note={what} class="where-card">
      <Loaded load={load} what="Where it went" height={290} isEmpty={(buckets) => [...buckets.values()].every((list) => list.every((each) => each.coverage === 0))} empty={<p class="circuit-none">Nothing was measured in this period.</p>}>
        {(buckets) => <Chart buckets={buckets} drawn={drawn} period={period} zone={zone} looks={looks} />}
      </Loaded>
    </Card>
  );
}

function Chart({ buckets, drawn, period, zone, looks }: { buckets: Map<string, EnergyBucket[]>; drawn: Node[]; period: Period; zone: string; looks: Map<string, Tint> }) {
  const slots = stretches(period.by, period.from, period.to, calendarOf(site.value));
  const at = new Map([...buckets].map(([id, list]) => [id, new Map(list.map((bucket) => [bucket.start, bucket]))]));
  const known = (id: string, slot: Stretch): Amount | undefined => {
    const bucket = at.get(id)?.get(slot.start);
    return bucket && bucket.coverage > 0 ? totalOf([bucket]) : undefined;
  };
  const inside = new Set(drawn);
  const own = (node: Node, slot: Stretch): number | null => {
    const amount = known(node.meter.id, slot);
    if (!amount) return null;
    return node.children.filter((child) => inside.has(child)).reduce((left, child) => left - (known(child.meter.id, slot)?.in ?? 0), amount.in);
  };
  const parts = partsOf(meters.value);
  const whole = slots.map((slot) => homeAmount(parts, (id) => known(id, slot)));
  const layers = layersOf(
    drawn.map((node) => ({ id: node.meter.id, values: slots.map((slot) => own(node, slot)) })),
    whole.map((amount) => amount?.in ?? null),
  );
  const nodes = new Map(drawn.map((node) => [node.meter.id, node]));
  const series = layers.map(({ id }): BarSeries => {
    const node = nodes.get(id);
    if (!node) return id === 'other' ? { name: 'Other circuits', colour: 'home' } : { name: 'Not measured', colour: 'quiet', isHatched: true };
    const tint = looks.get(id);
    const isPanel = node.children.some((child) => inside.has(child));
    return { name: isPanel ? `${node.meter.name}, the rest` : node.meter.name, colour: tint?.colour ?? 'home', isHatched: tint?.texture !== 'solid' };
  });
  const bars = slots.map((slot, i): Bar => {
    const coverage = whole[i]?.coverage;
    return {
      label: labelOf(slot, period, zone),
      name: barName(slot, period.by, zone),
      values: layers.map((layer) => layer.values[i] ?? null),
      ...(coverage === undefined ? {} : { coverage }),
      ...(coverage !== undefined && coverage < 0.995 ? { note: `${percent(Math.min(0.99, coverage))} measured` } : {}),
    };
  });
  const last = bars.findLastIndex((bar) => bar.values.some((value) => value !== null));
  const pick = period.by === 'day' ? (i: number) => choosePeriod('day', slots[i]?.start ?? 0) : period.by === 'month' ? (i: number) => choosePeriod('month', slots[i]?.start ?? 0) : undefined;
  return (
    <Bars
      id="where-bars"
      label="Energy of the largest circuits"
      series={series}
      bars={bars}
      show={(value) => joined(energy(value))}
      height={240}
      total="In all"
      start={Math.max(0, period.by === 'hour' && slots[last] && slots[last].end > serverNow() ? last - 1 : last)}
      {...(pick ? { pick } : {})}
    />
  );
}

function labelOf(slot: Stretch, period: Period, zone: string): string {
  const options: Intl.DateTimeFormatOptions = period.by === 'hour' ? { hour: '2-digit', hourCycle: 'h23' } : period.by === 'day' ? { day: 'numeric' } : period.by === 'month' ? { month: 'short' } : { year: 'numeric' };
  return new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone }).format(slot.start);
}
