/** The list of circuits: ranked, or as a tree, each with what it takes now and what it took. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren, VNode } from 'preact';
import { energy, joined, money, percent } from '../format';
import type { Amount } from '../history/energy';
import { serverNow } from '../live/link';
import { balance, digits } from '../live/store';
import { follow, hrefOf } from '../shell/router';
import { Icon } from '../ui/icons';
import type { Meter } from '../model';
import type { Tint } from '../ui/tint';
import { sparks, wantSpark, type Sums } from './figures';
import { liveOf, Painter, wattsOf, type Live } from './painter';
import { energyRest, flat, matches, pathOf, restOf, settled, sorted, type Key, type Node, type Order } from './tree';

export interface ListProps {
  roots: Node[];
  /** These are all that hang under the home, whose rest is then told, too. */
  isWhole?: boolean;
  isTree: boolean;
  sort: Key;
  filter: string;
  sums: Sums | undefined;
  currency: string;
  tints: Map<string, Tint>;
  /** "today": what the energy is of. */
  what: string;
}

/** Smallest rests that are more than meters err: W and Wh. */
const WATTS_LEAST = 20;
const ENERGY_LEAST = 50;
const RENEW_EACH = 1_000;

export function List(props: ListProps) {
  const { roots, isTree, sort, filter, sums } = props;
  const all = flat(roots);
  const held = useRef(false);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const painter = usePainter(all);
  const order = useOrder(all, sort, sums, held);
  const place = new Map(order.map((id, i) => [id, i]));
  const rank = (nodes: readonly Node[]) => [...nodes].sort((a, b) => (place.get(a.meter.id) ?? 1e9) - (place.get(b.meter.id) ?? 1e9));
  const { found, shown } = matches(roots, filter);
  const cache = useRef(new Map<string, { deps: unknown[]; node: VNode }>());
  const seen = sparks.value;
  if (!painter) return null;

  const circuit = (node: Node, extra: { deep: number; path: string; tool: ComponentChildren; toolKey: string }) => {
    const { id } = node.meter;
    const amount = sums?.of.get(id);
    const deps = [node.meter.name, extra.deep, extra.path, extra.toolKey, amount, sums?.home, seen.get(id), props.currency, hrefOf('circuits', { meter: id })];
    return kept(cache.current, id, deps, () => (
      <Row
        key={id}
        id={id}
        painter={painter}
        read={() => liveOf(node.meter)}
        tint={props.tints.get(id)}
        deep={extra.deep}
        name={<CircuitName node={node} path={extra.path} />}
        tool={extra.tool}
        spark={seen.get(id)}
        amount={amount}
        share={shareOf(amount, sums)}
        currency={props.currency}
      />
    ));
  };

  const rest = (key: string, whole: () => number | undefined, parts: readonly Node[], wholeEnergy: Amount | undefined, deep: number, of: string, isWrongOnly = false) => {
    const read = (): Live => {
      const left = restOf(whole(), parts.map((part) => wattsOf(part.meter)), WATTS_LEAST);
      return { watts: left?.value, state: left?.isWrong ? 'silent' : 'on', words: '' };
    };
    const wh = energyRest(wholeEnergy, parts.map((part) => sums?.of.get(part.meter.id)), ENERGY_LEAST);
    if (parts.length === 0 || (isWrongOnly && !wh?.isWrong)) return null;
    return (
      <Row
        key={`rest of ${key}`}
        id=""
        painter={painter}
        read={read}
        tint={undefined}
        deep={deep}
        name={<RestName isWrong={wh?.isWrong ?? false} isUnlike={(wh?.isUnlike ?? false) && (wh?.value ?? 0) < 0} of={of} />}
        tool={null}
        spark={undefined}
        amount={wh && { in: wh.value, out: 0, cost: null, earned: null, coverage: 1 }}
        share={wh && sums?.home && sums.home.in > 0 ? wh.value / sums.home.in : undefined}
        currency={props.currency}
      />
    );
  };

  const branch = (nodes: readonly Node[]): ComponentChildren[] =>
    rank(nodes)
      .filter((node) => shown.has(node.meter.id))
      .flatMap((node) => {
        const { id, name } = node.meter;
        const isClosed = closed.has(id) && !filter;
        const toggle = () => setClosed(toggled(closed, id));
        const tool = node.children.length > 0 && (
          <button type="button" class="branch" aria-expanded={!isClosed} aria-label={`Circuits of ${name}`} onClick={toggle}>
            <span aria-hidden="true">›</span>
          </button>
        );
        return [
          circuit(node, { deep: node.deep, path: '', tool, toolKey: `${node.children.length > 0} ${isClosed}` }),
          ...(isClosed ? [] : branch(node.children)),
          ...(isClosed || filter || node.meter.virtual ? [] : [rest(id, () => wattsOf(node.meter), node.children, sums?.of.get(id), node.deep + 1, name)]),
        ];
      });

  const rows = isTree
    ? branch(roots)
    : rank(all)
        .filter((node) => found.has(node.meter.id))
        .flatMap((node) => [
          circuit(node, { deep: 0, path: pathOf(node).join(' › '), tool: null, toolKey: '' }),
          node.meter.virtual ? null : rest(node.meter.id, () => wattsOf(node.meter), node.children, sums?.of.get(node.meter.id), 0, node.meter.name, true),
        ]);
  return (
    <div
      class={`circuit-list ${isTree ? 'tree' : ''}`}
      role="table"
      aria-label={isTree ? 'Circuits under their panels' : 'Circuits by what they take'}
      aria-rowcount={found.size + 1}
      onPointerEnter={(event) => (held.current = event.pointerType === 'mouse')}
      onPointerLeave={() => (held.current = false)}
      onFocusIn={() => (held.current = true)}
      onFocusOut={() => (held.current = false)}
    >
      <div class="circuit-heads" role="row">
        {['Circuit', 'Last 24 h', 'Now', 'Energy', 'Cost', 'Share'].map((head) => (
          <span key={head} role="columnheader">
            {head}
          </span>
        ))}
      </div>
      {rows}
      {props.isWhole && !filter && rest('home', () => balance().home, roots, sums?.home, 0, 'the home')}
      {found.size === 0 && <p class="circuit-none">No circuit is called so.</p>}
    </div>
  );
}

function toggled(closed: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(closed);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The same element again while nothing of it changed: it is then not looked at. */
function kept(cache: Map<string, { deps: unknown[]; node: VNode }>, key: string, deps: unknown[], make: () => VNode): VNode {
  const known = cache.get(key);
  if (known && known.deps.every((each, i) => each === deps[i])) return known.node;
  const node = make();
  cache.set(key, { deps, node });
  return node;
}

function usePainter(all: Node[]): Painter | undefined {
  const newest = useRef(all);
  newest.current = all;
  const [painter, setPainter] = useState<Painter>();
  useEffect(() => {
    const made = new Painter(
      (id) => wantSpark(id, serverNow),
      () => newest.current.reduce((most, node) => Math.max(most, Math.abs(wattsOf(node.meter) ?? 0)), 100),
    );
    setPainter(made);
    return () => made.close();
  }, []);
  return painter;
}

/** The order of the rows: looked at each second, changed at most each five, never under a hand. */
function useOrder(all: Node[], sort: Key, sums: Sums | undefined, held: { current: boolean }): string[] {
  const order = useRef<Order & { sort: Key | undefined }>({ ids: [], at: -Infinity, sort: undefined });
  const [, drawn] = useState(0);
  const wanted = () => {
    const rows = all.map(({ meter }) => ({ id: meter.id, meter }));
    const value = ({ id, meter }: { id: string; meter: Meter }) => {
      if (sort === 'name') return meter.name;
      if (sort === 'now') return wattsOf(meter);
      return sort === 'energy' ? sums?.of.get(id)?.in : costOf(sums?.of.get(id));
    };
    return sorted(rows, value, order.current.ids).map((row) => row.id);
  };
  const renew = (isHeld: boolean) => {
    // Another sort is somebody's own wish: it counts at once.
    const from = order.current.sort === sort ? order.current : { ids: [], at: -Infinity };
    const next = settled(from, wanted(), performance.now(), isHeld);
    const isNew = next.ids.length !== order.current.ids.length || next.ids.some((id, i) => id !== order.current.ids[i]);
    order.current = { ...next, sort };
    return isNew;
  };
  const current = useRef(renew);
  current.current = renew;
  useEffect(() => {
    let at = 0;
    return digits.subscribe(() => {
      if (performance.now() - at < RENEW_EACH) return;
      at = performance.now();
      if (current.current(held.current)) drawn((n) => n + 1);
    });
  }, []);
  const there = new Set(order.current.ids);
  if (order.current.sort !== sort || there.size !== all.length || all.some((node) => !there.has(node.meter.id))) renew(false);
  return order.current.ids;
}

/** How large a cost is, to sort by; never for a sum. */
const costOf = (amount: Amount | undefined) => (amount?.cost ? Number(amount.cost) : undefined);

const shareOf = (amount: Amount | undefined, sums: Sums | undefined) =>
  amount && sums?.home && sums.home.in > 0 ? amount.in / sums.home.in : undefined;

function CircuitName({ node, path }: { node: Node; path: string }) {
  const more = { meter: node.meter.id };
  return (
    <>
      <a href={hrefOf('circuits', more)} onClick={(event) => follow(event, 'circuits', more)}>
        {node.meter.name}
      </a>
      {path && <small>{path}</small>}
      <small class="live-words warn-ink" />
    </>
  );
}

function RestName({ isWrong, isUnlike, of }: { isWrong: boolean; isUnlike: boolean; of: string }) {
  if (isUnlike) {
    return (
      <>
        <span>Not known</span>
        <small>For a part of the time only the circuits were measured, and not {of}.</small>
      </>
    );
  }
  if (!isWrong) return <span>Not measured{of !== 'the home' && <span class="hidden"> of {of}</span>}</span>;
  return (
    <>
      <span class="warn-ink">
        <Icon name="warning" size={16} /> Less than nothing
      </span>
      <small>The circuits read more than {of}: look for a clamp the wrong way round, or under another panel.</small>
    </>
  );
}

interface RowProps {
  id: string;
  painter: Painter;
  read: () => Live;
  tint: Tint | undefined;
  deep: number;
  name: ComponentChildren;
  tool: ComponentChildren;
  spark: (number | null)[] | undefined;
  amount: Amount | undefined;
  share: number | undefined;
  currency: string;
}

function Row({ id, painter, read, tint, deep, name, tool, spark, amount, share, currency }: RowProps) {
  const place = useRef<HTMLDivElement>(null);
  const newest = useRef(read);
  newest.current = read;
  useEffect(() => painter.row(place.current, () => newest.current()), [painter]);
  const isRest = id === '';
  return (
    <div class={`circuit-row ${isRest ? 'rest' : ''}`} role="row" ref={place} data-id={id} style={{ '--deep': deep, '--tone': `var(--${tint?.colour ?? 'quiet'})` }}>
      <div class="circuit-name" role="rowheader">
        {tool || <i class="no-branch" />}
        {!isRest && (
          <span class="state" data-state="off">
            <span class="hidden" />
          </span>
        )}
        <span class="circuit-text">{name}</span>
      </div>
      <div class="circuit-spark" role="cell">
        {spark && <Spark values={spark} />}
      </div>
      <div class="circuit-now" role="cell">
        <span class="meter-bar" aria-hidden="true">
          <i />
        </span>
        <span class="live-watts" aria-hidden="true" />
        <span class="live-spoken hidden" />
      </div>
      <div class="circuit-energy" role="cell">
        {joined(energy(amount?.in))}
      </div>
      <div class="circuit-cost" role="cell">
        {money(amount?.cost, currency)}
      </div>
      <div class="circuit-share" role="cell">
        {percent(share)}
      </div>
    </div>
  );
}

/** Wh an hour that reach the top at least: what idles shall not look busy. */
const SPARK_LEAST = 15;

/** The last day by the hour as a small area; what nobody measured is left out. */
function Spark({ values }: { values: (number | null)[] }) {
  const top = Math.max(SPARK_LEAST, ...values.map((value) => value ?? 0));
  const path = values
    .map((value, i) => (value === null ? '' : `M${i * 4} 20V${(20 - (value / top) * 18.5).toFixed(1)}h3.4V20z`))
    .join('');
  return (
    <svg viewBox="0 0 96 20" preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
