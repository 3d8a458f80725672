/** The lines as chips, each with its value at the cursor: legend, switch and readout in one. */
import { useState } from 'preact/hooks';
import { dayTime, MISSING, value } from '../format';
import { site } from '../live/store';
import type { Drawn } from './data';
import type { Line } from './lines';

interface Props {
  all: Line[];
  on: Line[];
  drawn: Drawn;
  at: number | null;
  choose: (ids: string[]) => void;
}

/** The main lines, and as many others as are on, always stand there; the rest is a list. */
export function Chips({ all, on, drawn, at, choose }: Props) {
  const [open, setOpen] = useState(false);
  const ids = on.map((line) => line.id);
  const toggle = (id: string) => choose(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
  const main = all.filter((line) => ids.includes(line.id) || ['home', 'grid', 'solar', 'battery'].includes(line.colour) && /^home$|\.power$/.test(line.id));
  const rest = all.filter((line) => !main.includes(line));
  const time = at === null ? undefined : drawn.table[0][at];
  return (
    <div class="readout">
      <p class="readout-time" aria-live="polite">
        {time === undefined ? 'Point at the chart to read it' : dayTime(time * 1000, site.value?.zone ?? 'UTC')}
      </p>
      <ul class="chips">
        {main.map((line) => (
          <li key={line.id}>
            <button type="button" class="line-chip" aria-pressed={ids.includes(line.id)} onClick={() => toggle(line.id)}>
              <i style={{ background: `var(--${line.colour})` }} aria-hidden="true" />
              {line.name}
              {ids.includes(line.id) && <b>{valueAt(drawn, line, at)}</b>}
            </button>
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <button type="button" class="line-chip more" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? 'Fewer' : `${rest.length} more`}
            </button>
          </li>
        )}
        {open &&
          rest.map((line) => (
            <li key={line.id}>
              <button type="button" class="line-chip" aria-pressed={false} onClick={() => toggle(line.id)}>
                <i style={{ background: `var(--${line.colour})` }} aria-hidden="true" />
                {line.name}
              </button>
            </li>
          ))}
      </ul>
    </div>
  );
}

function valueAt(drawn: Drawn, line: Line, at: number | null): string {
  const column = drawn.lines.findIndex((each) => each.id === line.id);
  if (column < 0 || at === null) return '';
  // Where only another line has a point, this one's last before it holds.
  const means = drawn.table[column * 3 + 1] ?? [];
  let place = at;
  while (place > 0 && means[place] === undefined && at - place < 50) place--;
  const mean = means[place];
  if (mean === null || mean === undefined) return MISSING;
  const least = drawn.table[column * 3 + 2]?.[place];
  const most = drawn.table[column * 3 + 3]?.[place];
  const shown = value(mean, line.unit);
  if (typeof least !== 'number' || typeof most !== 'number' || most - least < Math.abs(mean) * 0.02 + 1e-9) return shown;
  return `${shown} (${value(least, line.unit)} to ${value(most, line.unit)})`;
}
