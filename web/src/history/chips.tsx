/** The lines as chips, each with its value at the cursor: legend, switch and readout in one. */
import { useEffect, useState } from 'preact/hooks';
import { dayTime, MISSING, value } from '../format';
import type { Series } from '../model';
import { later } from '../ui/later';
import type { Line } from './lines';
import type { Picture } from './picture';

interface Props {
  all: Line[];
  on: Line[];
  picture: Picture;
  /** The time that the cursor stands at; null without one. */
  at: number | null;
  /** What the view is called, for the sums that stand there without a cursor. */
  name: string;
  zone: string;
  currency: string;
  choose: (ids: string[]) => void;
}

const SPOKEN_AFTER = 350;

const Rest = later(() => import('./rest').then((at) => at.Rest));

/** The main lines, and as many others as are on, always stand there; the rest is a list. */
export function Chips(props: Props) {
  const { all, on, picture, at, choose } = props;
  const [open, setOpen] = useState(false);
  const ids = on.map((line) => line.id);
  const toggle = (id: string) => choose(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
  const isMain = (line: Line) => ['home', 'grid', 'solar', 'battery'].includes(line.colour) && /^home$|\.power$/.test(line.id);
  const main = all.filter((line) => ids.includes(line.id) || isMain(line));
  const rest = all.filter((line) => !main.includes(line));
  const place = placeOf(picture, at);
  const head = picture.art?.headOf(picture, place, props.name, props.zone) ?? { text: timeOf(props, place), notes: [] };
  return (
    <div class="readout">
      <p class="readout-time">
        {head.text}
        {head.notes.map((note) => (
          <span key={note} class="badge">
            {note}
          </span>
        ))}
      </p>
      <Spoken text={at === null ? '' : `${head.text}. ${on.map((line) => `${line.name} ${picture.energies?.lines.includes(line) ? picture.art?.spokenOf(picture, line, place, props.currency) : powerAt(picture, line, at).shown}`).join(', ')}`} />
      <ul class="chips">
        {main.map((line) => (
          <li key={line.id}>
            <button type="button" class="line-chip" aria-pressed={ids.includes(line.id)} onClick={() => toggle(line.id)}>
              <Swatch line={line} />
              <span class="line-name">{line.name}</span>
              {ids.includes(line.id) && <Values picture={picture} line={line} place={place} at={at} currency={props.currency} />}
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
      </ul>
      {open && <Rest rest={rest} toggle={toggle} />}
    </div>
  );
}

export function Swatch({ line }: { line: Pick<Line, 'colour' | 'texture'> }) {
  return <i class={`swatch-of ${line.texture}`} style={{ '--tone': `var(--${line.colour})` }} aria-hidden="true" />;
}

/** Says what the cursor stands at when it rests: a voice can't follow it. */
function Spoken({ text }: { text: string }) {
  const [said, say] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => say(text), SPOKEN_AFTER);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="hidden" aria-live="polite">
      {said}
    </p>
  );
}

/** The bar, or the row of the table, that a time belongs to; the newest row where lines have no cursor. */
function placeOf(picture: Picture, at: number | null): number | null {
  if (picture.kind === 'energy') return at === null ? null : (picture.energies?.bars.findIndex((bar) => bar.start === at) ?? null);
  const times = picture.drawn.table[0];
  return at === null ? times.length - 1 : nearest(times, at / 1000);
}

function nearest(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const before = times[low - 1];
  return before !== undefined && at - before < (times[low] ?? Infinity) - at ? low - 1 : low;
}

function timeOf({ picture, name, zone }: Props, place: number | null): string {
  const time = place === null ? undefined : picture.drawn.table[0][place];
  return time === undefined ? name : dayTime(time * 1000, zone);
}

interface ValuesProps {
  picture: Picture;
  line: Line;
  place: number | null;
  at: number | null;
  currency: string;
}

function Values({ picture, line, place, at, currency }: ValuesProps) {
  if (!picture.energies?.lines.includes(line)) {
    const now = powerAt(picture, line, at);
    return (
      <>
        <b class="line-value">{now.shown}</b>
        {now.range && <small>{now.range}</small>}
        {picture.ghost?.tables[picture.drawn.lines.indexOf(line)] && <Was text={ghostPower(picture, line, at)} />}
      </>
    );
  }
  const Figures = picture.art?.Amounts;
  return Figures ? <Figures picture={picture} line={line} place={place} currency={currency} /> : null;
}

export function Was({ text }: { text: string }) {
  return (
    <small class="line-was">
      <span aria-hidden="true">┄ </span>
      {text}
    </small>
  );
}

/** The mean of a line at a time, and how far it went up and down there. */
function powerAt(picture: Picture, line: Line, at: number | null): { shown: string; range: string } {
  const { lines, table } = picture.drawn;
  const column = lines.indexOf(line);
  if (column < 0 || table[0].length === 0) return { shown: '', range: '' };
  const last = at === null ? table[0].length - 1 : nearest(table[0], at / 1000);
  // Where only another line has a point, this one's last before it holds.
  const means = table[column * 3 + 1] ?? [];
  let place = last;
  while (place > 0 && means[place] === undefined && last - place < 50) place--;
  const mean = means[place];
  if (mean === null || mean === undefined) return { shown: MISSING, range: '' };
  const least = table[column * 3 + 2]?.[place];
  const most = table[column * 3 + 3]?.[place];
  const shown = directed(mean, line);
  if (typeof least !== 'number' || typeof most !== 'number' || most - least < Math.abs(mean) * 0.02 + 1e-9) return { shown, range: '' };
  return { shown, range: `${value(least, line.unit)} to ${value(most, line.unit)}` };
}

const DIRECTIONS: Record<string, [string, string]> = { grid: ['bought', 'sold'], battery: ['given', 'taken'] };

/** A power with its direction in words: a sign alone is easily missed. */
function directed(watts: number, line: Line): string {
  const words = line.unit === 'W' ? DIRECTIONS[line.colour] : undefined;
  if (!words || Math.abs(watts) < 0.5) return value(watts, line.unit);
  return `${value(Math.abs(watts), line.unit)} ${words[watts > 0 ? 0 : 1]}`;
}

function ghostPower(picture: Picture, line: Line, at: number | null): string {
  const table = picture.ghost?.tables[picture.drawn.lines.indexOf(line)];
  const times = table?.[0] ?? [];
  const time = at ?? (picture.drawn.table[0].at(-1) ?? 0) * 1000;
  const place = nearest(times, time / 1000);
  const mean = table?.[1]?.[place];
  const isNear = Math.abs((times[place] ?? 0) * 1000 - time) <= farthest(picture.ghost?.series[picture.drawn.lines.indexOf(line)]);
  return typeof mean === 'number' && isNear ? directed(mean, line) : 'nothing known';
}

const farthest = (series: Series | undefined) => Math.max(120_000, (series?.resolution ?? 0) * 2);
