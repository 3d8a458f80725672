/** The view as a table of at most some two hundred rows. */
import { dayTime, energy, joined, MISSING, money, percent, value } from '../format';
import { coverageAt, earnedFor, hasOut, MEASURED_WHOLE, paidFor, wordOf, type Amount, type Energies } from './energy';
import type { Line } from './lines';
import type { Picture } from './picture';
import { barName } from './bar-ticks';

const ROWS_MOST = 200;

interface Props {
  picture: Picture;
  zone: string;
  currency: string;
}

export function Table(props: Props) {
  return (
    <div class="card table-card" tabIndex={0} role="region" aria-label="The chart’s numbers">
      {props.picture.energies ? <EnergyTable {...props} energies={props.picture.energies} /> : <PowerTable {...props} />}
    </div>
  );
}

function PowerTable({ picture, zone }: Props) {
  const { drawn } = picture;
  const times = drawn.table[0];
  const each = Math.max(1, Math.ceil(times.length / ROWS_MOST));
  const rows = times.map((_, i) => i).filter((i) => i % each === 0);
  return (
    <table>
      <caption>{each === 1 ? 'Every point of the chart' : `One of each ${each} points of the chart`}</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          {drawn.lines.map((line) => (
            <th key={line.id} scope="col">
              {line.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((i) => (
          <tr key={i}>
            <th scope="row">{dayTime((times[i] ?? 0) * 1000, zone)}</th>
            {drawn.lines.map((line, at) => {
              const mean = drawn.table[at * 3 + 1]?.[i];
              return <td key={line.id}>{typeof mean === 'number' ? value(mean, line.unit) : MISSING}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Head {
  key: string;
  name: string;
  of: (amount: Amount) => string;
}

/** The columns of a line: what it took, what it gave, and both in money where that is known of any bar. */
function headsOf(line: Line, energies: Energies, currency: string): Head[] {
  const all = [...(energies.amounts.get(line.id) ?? []), energies.totals.get(line.id)].filter((each) => each !== undefined);
  const heads: Head[] = [{ key: `${line.id} in`, name: `${line.name} ${wordOf(line, 'in')}`, of: (amount) => joined(energy(amount.in)) }];
  if (all.some((each) => paidFor(line, each) !== null)) {
    heads.push({ key: `${line.id} cost`, name: line.colour === 'grid' ? 'paid' : 'cost', of: (amount) => money(paidFor(line, amount), currency) });
  }
  if (hasOut(line, energies)) heads.push({ key: `${line.id} out`, name: `${line.name} ${wordOf(line, 'out')}`, of: (amount) => joined(energy(amount.out)) });
  if (hasOut(line, energies) && all.some((each) => earnedFor(line, each) !== null)) {
    heads.push({ key: `${line.id} earned`, name: 'earned', of: (amount) => money(earnedFor(line, amount), currency) });
  }
  return heads;
}

function EnergyTable({ energies, picture, zone, currency }: Props & { energies: Energies }) {
  const { bars, by, lines, amounts, totals } = energies;
  const heads = lines.map((line) => ({ line, heads: headsOf(line, energies, currency) }));
  const isPast = bars.map((bar, i) => ({ bar, i })).filter(({ bar }) => bar.start < energies.until);
  const shown = isPast.slice(-ROWS_MOST);
  const cell = (amount: Amount | undefined, head: Head) => <td key={head.key}>{amount && amount.coverage > 0 ? head.of(amount) : MISSING}</td>;
  return (
    <table>
      <caption>
        {shown.length < isPast.length ? `The last ${shown.length} of ${isPast.length} bars` : 'Every bar of the chart'}
        {picture.ghost && '; what it is compared with is said above'}
      </caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          {heads.map(({ heads: each }) =>
            each.map((head) => (
              <th key={head.key} scope="col">
                {head.name}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ bar, i }) => {
          const coverage = coverageAt(energies, i) ?? 0;
          return (
            <tr key={bar.start}>
              <th scope="row">
                {barName(bar, by, zone)} {coverage < MEASURED_WHOLE && <small>{coverage === 0 ? 'not measured' : `${percent(Math.min(0.99, coverage))} measured`}</small>}
              </th>
              {heads.map(({ line, heads: each }) => each.map((head) => cell(amounts.get(line.id)?.[i], head)))}
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">All of it</th>
          {heads.map(({ line, heads: each }) => each.map((head) => cell(totals.get(line.id), head)))}
        </tr>
      </tfoot>
    </table>
  );
}
