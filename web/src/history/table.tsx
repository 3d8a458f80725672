/** The view as a table of at most some two hundred rows. */
import { dayTime, MISSING, value } from '../format';
import type { Drawn } from './data';

const ROWS_MOST = 200;

export function Table({ drawn, zone }: { drawn: Drawn; zone: string }) {
  const times = drawn.table[0];
  const each = Math.max(1, Math.ceil(times.length / ROWS_MOST));
  const rows = times.map((_, i) => i).filter((i) => i % each === 0);
  return (
    <div class="card table-card" tabIndex={0} role="region" aria-label="The chart’s numbers">
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
    </div>
  );
}
