/** Who feeds whom, right now: nodes, edges with numbers, dots that run along them. */
import { joined, power, spoken } from '../format';
import { flows, type Flow, type Powers } from '../live/balance';
import { balance, digits, isStale, live, meters, paused } from '../live/store';
import type { Role } from '../model';
import { Go } from '../ui/go';
import { Icon } from '../ui/icons';
import './flow.css';

type Node = 'solar' | 'grid' | 'battery' | 'home' | 'ev';
/** Percent from the left, percent from the top. */
type Place = [number, number];

/** Where the nodes' centres are in the card. */
const PLACES: Record<Node, Place> = {
  solar: [50, 10],
  grid: [17, 44],
  battery: [83, 44],
  home: [50, 76],
  ev: [83, 80],
};
/** Without sun and battery the two that are left stand side by side. */
const PAIR: Partial<Record<Node, Place>> = { grid: [20, 42], home: [76, 42], ev: [76, 84] };
const NAMES: Record<Node, string> = { solar: 'Sun', grid: 'Grid', battery: 'Battery', home: 'Home', ev: 'Car' };
/** Where on its wire a number stands, where the middle is taken: by a crossing wire, by a node's words. */
const ALONG: Record<string, number> = { 'grid-battery': 0.25, 'battery-grid': 0.75, 'grid-home': 0.62, 'battery-home': 0.66 };
/** Less than this is a meter's own error. */
const ZERO = 3;
/** Less than this and nothing is seen to move. */
const MOVES = 10;

interface Edge {
  from: Node;
  to: Node;
  watts: number;
}

export function FlowCard() {
  void digits.value;
  const powers = balance();
  if (powers.home === undefined) return null;
  const edges: Edge[] = flows(powers).filter((flow: Flow) => flow.watts > ZERO);
  if (powers.ev !== undefined && powers.ev > ZERO) edges.push({ from: 'home', to: 'ev', watts: powers.ev });
  const nodes = (Object.keys(PLACES) as Node[]).filter((node) => powers[node] !== undefined);
  // Without a meter at the connection nothing flows from anywhere.
  if (nodes.length < 2) return null;
  const isPair = powers.solar === undefined && powers.battery === undefined;
  const at = (node: Node): Place => (isPair && PAIR[node]) || PLACES[node];
  return (
    <section class="card flow" aria-labelledby="flow">
      <div class="card-head">
        <h2 id="flow">Flow</h2>
        <Go to="flow">Today’s</Go>
      </div>
      <div class={`flow-picture ${paused.value ? 'still' : ''}`}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {edgesOf(nodes).map(([from, to]) => {
            const [x1, y1] = at(from);
            const [x2, y2] = at(to);
            return <line key={`${from}-${to}`} x1={x1} y1={y1} x2={x2} y2={y2} class="wire" />;
          })}
        </svg>
        {edges.map((edge) => (
          <Wire key={`${edge.from}-${edge.to}`} edge={edge} from={at(edge.from)} to={at(edge.to)} />
        ))}
        {nodes.map((node) => (
          <NodeOf key={node} node={node} place={at(node)} powers={powers} />
        ))}
      </div>
      <ul class="hidden">
        {edges.map((edge) => (
          <li key={`${edge.from}-${edge.to}`}>
            {NAMES[edge.from]} to {NAMES[edge.to].toLowerCase()} {spoken(power(edge.watts, 0))}
          </li>
        ))}
      </ul>
      <BalanceBar powers={powers} />
    </section>
  );
}

/** The wires that can carry anything between the nodes that are there. */
function edgesOf(nodes: Node[]): [Node, Node][] {
  const all: [Node, Node][] = [
    ['solar', 'home'],
    ['solar', 'grid'],
    ['solar', 'battery'],
    ['grid', 'home'],
    ['grid', 'battery'],
    ['battery', 'home'],
    ['home', 'ev'],
  ];
  return all.filter(([from, to]) => nodes.includes(from) && nodes.includes(to));
}

function Wire({ edge, from: [x1, y1], to: [x2, y2] }: { edge: Edge; from: Place; to: Place }) {
  const kind = edge.from === 'home' ? 'home' : edge.from === 'solar' && edge.to === 'grid' ? 'export' : edge.from;
  // Few speeds, so that a small change does not make the dots jump.
  const seconds = edge.watts > 3_000 ? 1.4 : edge.watts > 800 ? 2.4 : 4;
  const style = { '--x': `${x1}%`, '--y': `${y1}%`, '--dx': `${x2 - x1}%`, '--dy': `${y2 - y1}%`, '--each': `${seconds}s` };
  const along = ALONG[`${edge.from}-${edge.to}`] ?? 0.5;
  const label = { left: `${x1 + (x2 - x1) * along}%`, top: `${y1 + (y2 - y1) * along}%` };
  return (
    <>
      {edge.watts >= MOVES && (
        <span class={`dots ${kind}`} style={style} aria-hidden="true">
          <i />
          <i />
        </span>
      )}
      <span class="edge-figure" style={label} aria-hidden="true">
        {arrow(x2 - x1, y2 - y1)} {joined(power(edge.watts, 0))}
      </span>
    </>
  );
}

function arrow(dx: number, dy: number): string {
  if (Math.abs(dx) < 5) return dy > 0 ? '↓' : '↑';
  if (Math.abs(dy) < 5) return dx > 0 ? '→' : '←';
  return dx > 0 ? (dy > 0 ? '↘' : '↗') : dy > 0 ? '↙' : '↖';
}

function NodeOf({ node, place: [left, top], powers }: { node: Node; place: Place; powers: Powers }) {
  const watts = powers[node];
  const charge = node === 'battery' ? chargeOf() : undefined;
  const isOld = node !== 'home' && meters.value.filter((meter) => meter.role === (node as Role)).some((meter) => isStale(meter));
  const isOut = node === 'grid' && (watts ?? 0) < -ZERO;
  return (
    <div class={`node ${node} ${isOld ? 'stale' : ''}`} style={{ left: `${left}%`, top: `${top}%` }}>
      <span class={`disc ${isOut ? 'export' : node}`} style={charge === undefined ? {} : { '--charge': `${charge}%` }}>
        <Icon name={node} size={node === 'home' ? 30 : 25} />
      </span>
      <span class="node-text">
        <b>{joined(power(watts === undefined ? undefined : Math.abs(watts)))}</b>
        <small>{doing(node, watts ?? 0, charge)}</small>
      </span>
    </div>
  );
}

function doing(node: Node, watts: number, charge: number | undefined): string {
  if (node === 'grid') return watts > ZERO ? 'buying' : watts < -ZERO ? 'selling' : 'idle';
  if (node === 'battery') {
    const word = watts > ZERO ? 'giving' : watts < -ZERO ? 'charging' : 'idle';
    return charge === undefined ? word : `${word}, ${Math.round(charge)} %`;
  }
  return NAMES[node].toLowerCase();
}

function chargeOf(): number | undefined {
  const battery = meters.value.find((meter) => meter.role === 'battery');
  return battery ? live(battery.id, 'state_of_charge')?.value : undefined;
}

/** In equals out: two bars of the same length. */
function BalanceBar({ powers }: { powers: Powers }) {
  const parts = sides(powers);
  if (!parts) return null;
  return (
    <div class="balance">
      <Side name="In" parts={parts.in} total={parts.total} />
      <Side name="Out" parts={parts.out} total={parts.total} />
    </div>
  );
}

interface Part {
  kind: string;
  name: string;
  watts: number;
}

function sides(powers: Powers): { in: Part[]; out: Part[]; total: number } | undefined {
  if (powers.grid === undefined) return undefined;
  const car = Math.min(Math.max(0, powers.ev ?? 0), powers.home ?? 0);
  const seen = (parts: Part[]) => parts.filter((part) => part.watts > ZERO);
  const total = Math.max(0, powers.solar ?? 0) + Math.max(0, powers.battery ?? 0) + Math.max(0, powers.grid);
  return {
    total,
    in: seen([
      { kind: 'solar', name: 'Sun', watts: Math.max(0, powers.solar ?? 0) },
      { kind: 'battery', name: 'Battery', watts: Math.max(0, powers.battery ?? 0) },
      { kind: 'grid', name: 'Bought', watts: Math.max(0, powers.grid) },
    ]),
    out: seen([
      { kind: 'home', name: 'Home', watts: (powers.home ?? 0) - car },
      { kind: 'ev', name: 'Car', watts: car },
      { kind: 'battery', name: 'Charging', watts: Math.max(0, -(powers.battery ?? 0)) },
      { kind: 'export', name: 'Sold', watts: Math.max(0, -powers.grid) },
    ]),
  };
}

function Side({ name, parts, total }: { name: string; parts: Part[]; total: number }) {
  return (
    <div class="side">
      <span class="side-name">{name}</span>
      <ul class="side-bar">
        {parts.map((part) => (
          <li key={part.kind} class={part.kind} style={{ flexGrow: part.watts }} title={`${part.name} ${joined(power(part.watts))}`}>
            <span>
              {part.name} <b>{joined(power(part.watts))}</b>
            </span>
          </li>
        ))}
      </ul>
      <b class="side-total">{joined(power(total))}</b>
    </div>
  );
}
