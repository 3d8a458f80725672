/** What takes it: every circuit now and over a period, ranked or under its panel, and what nobody measures. */
import { useMemo, useState } from 'preact/hooks';
import { energy, joined, money, power } from '../format';
import { balance, digits, loaded, meters, site } from '../live/store';
import { go, query } from '../shell/router';
import { Card, Empty } from '../ui/card';
import { Go } from '../ui/go';
import { Head } from '../ui/head';
import { later } from '../ui/later';
import { useLoad } from '../ui/load';
import { periodLabel, until, usePeriod } from '../ui/period';
import { tints } from '../ui/tint';
import { sumsOf, type Sums } from './figures';
import { wattsOf } from './painter';
import { List } from './rows';
import { circuitsOf, flat, restOf, treeOf, type Key, type Node } from './tree';
import './circuits.css';

const Detail = later(() => import('./detail').then((at) => at.Detail));
const Stacked = later(() => import('./stacked').then((at) => at.Stacked));

const RENEW_EACH = 60_000;
const FILTER_FROM = 8;
/** Behind more rows than this nobody would find the chart: it then stands before them. */
const CHART_FIRST_FROM = 30;

export function Circuits() {
  const period = usePeriod();
  const circuits = useMemo(() => circuitsOf(meters.value), [meters.value]);
  const roots = useMemo(() => treeOf(circuits), [circuits]);
  const looks = useMemo(() => tints(meters.value), [meters.value]);
  const zone = site.value?.zone ?? 'UTC';
  const what = period.isCurrent && period.name === 'day' ? 'today' : periodLabel(period, zone);
  const key = circuits.length > 0 ? `${site.value?.id} ${period.from} ${period.to} ${circuits.length} ${meters.value.length}` : '';
  const sums = useLoad<Sums>(key, (abort) => sumsOf(circuits, meters.value, period.from, until(period), abort), period.isCurrent ? RENEW_EACH : 0);
  const wanted = query.value.get('meter');
  const chosen = wanted === null ? undefined : flat(roots).find((node) => node.meter.id === wanted);
  if (!loaded.value) return <div class="card waiting late" style={{ minHeight: '420px' }} role="status" aria-busy="true" aria-label="Circuits: loading" />;
  if (circuits.length === 0) return <None />;
  const shared = { period, zone, looks, what, sums: sums.data, currency: site.value?.currency ?? 'EUR' };
  if (chosen) return <Detail node={chosen} {...shared} />;
  return <All roots={roots} load={sums} {...shared} />;
}

interface AllProps {
  roots: Node[];
  load: ReturnType<typeof useLoad<Sums>>;
  period: ReturnType<typeof usePeriod>;
  zone: string;
  looks: ReturnType<typeof tints>;
  what: string;
  sums: Sums | undefined;
  currency: string;
}

function All({ roots, load, period, zone, looks, what, sums, currency }: AllProps) {
  const [filter, setFilter] = useState('');
  const isTree = query.value.get('as') === 'tree';
  const sort = (['now', 'energy', 'cost', 'name'] as const).find((key) => key === query.value.get('sort')) ?? 'now';
  const count = flat(roots).length;
  const chart = (
    <div class="where-place">
      <Stacked roots={roots} period={period} zone={zone} looks={looks} what={what} />
    </div>
  );
  const hasLevels = roots.some((node) => node.children.length > 0);
  return (
    <div class={`circuits-screen ${count > CHART_FIRST_FROM ? 'chart-first' : ''}`}>
      <Head title="Circuits" periods="all" />
      {count > CHART_FIRST_FROM && chart}
      <Card id="circuit-list" title={count === 1 ? 'One circuit' : `${count} circuits`} class="circuit-card" tools={<Tools isTree={isTree} hasLevels={hasLevels} sort={sort} count={count} filter={filter} setFilter={setFilter} />}>
        <Summary roots={roots} sums={sums} what={what} currency={currency} />
        {load.trouble && (
          <p class="trouble" role="alert">
            The energy {what} can’t be shown. {load.trouble}{' '}
            <button type="button" class="button small" onClick={load.retry}>
              Retry
            </button>
          </p>
        )}
        <List roots={roots} isWhole isTree={isTree} sort={sort} filter={filter} sums={sums} currency={currency} tints={looks} what={what} />
      </Card>
      {count <= CHART_FIRST_FROM && chart}
    </div>
  );
}

interface ToolsProps {
  isTree: boolean;
  hasLevels: boolean;
  sort: Key;
  count: number;
  filter: string;
  setFilter: (filter: string) => void;
}

function Tools({ isTree, hasLevels, sort, count, filter, setFilter }: ToolsProps) {
  return (
    <>
      {hasLevels && (
        <div class="segments" role="group" aria-label="Arranged">
          <button type="button" aria-pressed={!isTree} onClick={() => set('as', '')}>
            Ranked
          </button>
          <button type="button" aria-pressed={isTree} onClick={() => set('as', 'tree')}>
            By panel
          </button>
        </div>
      )}
      <label class="circuit-sort">
        <span class="hidden">Sorted by</span>
        <select value={sort} onChange={(event) => set('sort', event.currentTarget.value === 'now' ? '' : event.currentTarget.value)}>
          <option value="now">What it takes now</option>
          <option value="energy">Energy</option>
          <option value="cost">Cost</option>
          <option value="name">Name</option>
        </select>
      </label>
      {count >= FILTER_FROM && (
        <input class="circuit-filter" type="search" placeholder="Filter" aria-label="Filter by name" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
      )}
    </>
  );
}

function set(name: string, value: string): void {
  const params = new URLSearchParams(query.value);
  if (value) params.set(name, value);
  else params.delete(name);
  go('/circuits', params, true);
}

/** How much of the home the circuits explain, now and over the period. */
function Summary({ roots, sums, what, currency }: { roots: Node[]; sums: Sums | undefined; what: string; currency: string }) {
  void digits.value;
  const home = balance().home;
  const parts = roots.map((node) => wattsOf(node.meter));
  const measured = parts.reduce<number>((sum, watts) => sum + (watts ?? 0), 0);
  const rest = restOf(home, parts, 0);
  const explained = home === undefined || home <= 0 ? undefined : Math.min(1, Math.max(0, measured / home));
  return (
    <div class="circuit-summary">
      <div class="explained" aria-hidden="true">
        <i style={{ width: `${(explained ?? 0) * 100}%` }} />
      </div>
      <p>
        <b>{joined(power(measured))}</b> measured now
        {home !== undefined && (
          <>
            {' '}
            of <b>{joined(power(home))}</b>
            {rest && rest.value >= 0 && `, ${joined(power(rest.value))} not measured`}
            {rest && rest.value < 0 && `, ${joined(power(-rest.value))} more than the home`}
          </>
        )}
        {sums?.home && (
          <span class="quiet">
            {' '}
            · {what}: {joined(energy(sums.home.in))} at home
            {sums.home.cost !== null && `, ${money(sums.home.cost, currency)} paid`}
          </span>
        )}
      </p>
    </div>
  );
}

function None() {
  return (
    <div class="circuits-screen">
      <Head title="Circuits" />
      <section class="card">
        <Empty text="No circuit is measured yet. A meter with the role load or ev is one; give it a parent to hang it under a panel." height={220}>
          <Go to="meters" class="button">
            Connect a meter
          </Go>
        </Empty>
      </section>
    </div>
  );
}

