/**
 * A week that bands are painted on: a drag paints a rectangle of days and hours, the arrow keys move a
 * cell and with Shift frame several, Enter or a band's letter paints them. What it says is a list, too.
 */
import { useRef, useState } from 'preact/hooks';
import { Letter } from '../costs/bill';
import { alike, clockOf, runsOf, SLOTS, slotOf, type Pattern } from './calendar';
import { Choice } from './fields';

export interface Brush {
  name: string;
  letter: string;
  tone: string;
  isHatched: boolean;
}

interface Props {
  days: Pattern[];
  brushes: Brush[];
  brush: number;
  choose: (brush: number) => void;
  paint: (days: number[], from: number, to: number, band: number) => void;
}

interface Cell {
  day: number;
  /** In steps. */
  at: number;
}

const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun', 'Holiday'];
const LONG = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', 'Holiday'];
const STEPS = [
  { value: '4', name: '1 h' },
  { value: '2', name: '30 min' },
  { value: '1', name: '15 min' },
] as const;
/** Which days a stroke is for besides the ones under it. */
const SPREADS = [
  { value: 'one', name: 'Day by day' },
  { value: 'work', name: 'Mon–Fri' },
  { value: 'all', name: 'All days' },
] as const;
type Spread = (typeof SPREADS)[number]['value'];

export function Week({ days, brushes, brush, choose, paint }: Props) {
  const [step, setStep] = useState<(typeof STEPS)[number]['value']>('4');
  const [spread, setSpread] = useState<Spread>('one');
  const [from, setFrom] = useState<Cell>({ day: 0, at: 7 });
  const [to, setTo] = useState<Cell>({ day: 0, at: 7 });
  const [seen, setSeen] = useState(false);
  const drag = useRef(false);
  const place = useRef<HTMLDivElement>(null);
  const wide = Number(step);
  const count = SLOTS / wide;
  const framed = frameOf(from, to, spread, wide);
  const stroke = (band: number) => paint(framed.days, framed.from, framed.to, band);
  const cellAt = (event: PointerEvent): Cell => {
    const rect = place.current?.getBoundingClientRect() ?? new DOMRect();
    const at = Math.floor(((event.clientX - rect.left) / rect.width) * count);
    const day = Math.floor(((event.clientY - rect.top) / rect.height) * days.length);
    return { day: clamp(day, days.length), at: clamp(at, count) };
  };
  const key = (event: KeyboardEvent) => {
    const way = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const letter = brushes.findIndex((each) => each.letter.toLowerCase() === event.key.toLowerCase());
    if (way) {
      const next = { day: clamp(to.day + (way[0] ?? 0), days.length), at: clamp(to.at + (way[1] ?? 0), count) };
      setTo(next);
      if (!event.shiftKey) setFrom(next);
      setSeen(true);
    } else if (event.key === 'Enter' || event.key === ' ') {
      stroke(brush);
    } else if (letter >= 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      choose(letter);
      stroke(letter);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="week">
      <div class="week-tools">
        <Choice label="Step" value={step} options={[...STEPS]} change={(next) => (setStep(next), setFrom({ day: from.day, at: 0 }), setTo({ day: from.day, at: 0 }))} />
        <Choice label="Days of a stroke" value={spread} options={[...SPREADS]} change={setSpread} />
      </div>
      <div class="week-grid">
        <div class="week-days" aria-hidden="true">
          {NAMES.map((name) => (
            <span key={name}>{name}</span>
          ))}
        </div>
        <div
          class="week-place"
          ref={place}
          role="application"
          tabIndex={0}
          aria-label={`The week. Arrows move, Shift and arrows frame, Enter paints with ${brushes[brush]?.name ?? ''}, a band’s letter paints with that band.`}
          aria-describedby="week-at"
          onKeyDown={key}
          onFocus={(event) => setSeen((event.target as Element).matches(':focus-visible'))}
          onBlur={() => setSeen(false)}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            const cell = cellAt(event);
            place.current?.setPointerCapture(event.pointerId);
            drag.current = true;
            setFrom(cell);
            setTo(cell);
            setSeen(true);
          }}
          onPointerMove={(event) => void (drag.current && setTo(cellAt(event)))}
          onPointerUp={() => {
            if (drag.current) stroke(brush);
            drag.current = false;
            setSeen(false);
          }}
          onPointerCancel={() => {
            drag.current = false;
            setSeen(false);
          }}
        >
          {days.map((pattern, day) => (
            <div class="week-row" key={day}>
              {runsOf(pattern).map((run) => (
                <Stretch key={run.from} brush={brushes[run.band]} part={(run.to - run.from) / SLOTS} />
              ))}
            </div>
          ))}
          {seen && framed.days.map((day) => <i key={day} class="framed" style={{ top: `${(day / days.length) * 100}%`, left: `${(framed.from / SLOTS) * 100}%`, width: `${((framed.to - framed.from) / SLOTS) * 100}%` }} />)}
        </div>
        <div class="week-hours" aria-hidden="true">
          {[0, 6, 12, 18, 24].map((hour) => (
            <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
              {String(hour).padStart(2, '0')}
            </span>
          ))}
        </div>
      </div>
      <p id="week-at" class="quiet" aria-live="polite">
        {seen ? `${daysText(framed.days)} ${clockOf(framed.from)}–${clockOf(framed.to)}: ${brushes[days[to.day]?.[to.at * wide] ?? 0]?.name ?? ''}` : 'Drag over hours to paint them; with keys: arrows, Shift to frame, Enter.'}
      </p>
      <Exactly brushes={brushes} paint={paint} />
      <Said days={days} brushes={brushes} />
    </div>
  );
}

const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));

/** What a stroke from one cell to another covers, in days and quarter hours. */
export function frameOf(from: Cell, to: Cell, spread: Spread, wide: number): { days: number[]; from: number; to: number } {
  const [first, last] = [Math.min(from.day, to.day), Math.max(from.day, to.day)];
  const days = NAMES.map((_, day) => day).filter((day) => (day >= first && day <= last) || spread === 'all' || (spread === 'work' && first < 5 && day < 5));
  return { days, from: Math.min(from.at, to.at) * wide, to: (Math.max(from.at, to.at) + 1) * wide };
}

function Stretch({ brush, part }: { brush: Brush | undefined; part: number }) {
  return (
    <span class={brush?.isHatched ? 'hatched' : ''} style={{ flexGrow: part, '--tone': `var(--${brush?.tone ?? 'quiet'})` }}>
      {part > 0.03 ? brush?.letter : ''}
    </span>
  );
}

/** "Mon–Fri", "Sat, Sun". */
export function daysText(days: number[]): string {
  if (days.length === NAMES.length) return 'All days';
  const runs: [number, number][] = [];
  for (const day of days) {
    const last = runs[runs.length - 1];
    // The holiday is no day after Sunday.
    if (last && last[1] === day - 1 && day !== 7) last[1] = day;
    else runs.push([day, day]);
  }
  return runs.map(([a, b]) => (a === b ? NAMES[a] : b === a + 1 ? `${NAMES[a]}, ${NAMES[b]}` : `${NAMES[a]}–${NAMES[b]}`)).join(', ');
}

/** The same by fields: days, two times, a band. */
function Exactly({ brushes, paint }: Pick<Props, 'brushes' | 'paint'>) {
  const [days, setDays] = useState<number[]>([0, 1, 2, 3, 4]);
  const [from, setFrom] = useState('07:00');
  const [to, setTo] = useState('23:00');
  const [band, setBand] = useState(0);
  const start = slotOf(from);
  // The end of a day is the midnight that a clock shows as its beginning.
  const end = slotOf(to) || SLOTS;
  const isRight = start !== undefined && slotOf(to) !== undefined && start < end && days.length > 0;
  return (
    <details class="exactly">
      <summary>Paint by exact times</summary>
      <div class="row">
        <fieldset class="day-boxes">
          <legend>Days</legend>
          {LONG.map((name, day) => (
            <label key={name}>
              <input type="checkbox" checked={days.includes(day)} onChange={() => setDays(days.includes(day) ? days.filter((each) => each !== day) : [...days, day].sort())} /> {NAMES[day]}
            </label>
          ))}
        </fieldset>
        <p class="entry">
          <label for="paint-from">From</label>
          <input id="paint-from" type="time" step="900" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
        </p>
        <p class="entry">
          <label for="paint-to">To</label>
          <input id="paint-to" type="time" step="900" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
        </p>
        <p class="entry">
          <label for="paint-band">Band</label>
          <select id="paint-band" value={band} onChange={(event) => setBand(Number(event.currentTarget.value))}>
            {brushes.map((brush, i) => (
              <option key={i} value={i}>
                {brush.name}
              </option>
            ))}
          </select>
        </p>
        <button type="button" class="button" disabled={!isRight} onClick={() => paint(days, start ?? 0, end, band)}>
          Paint
        </button>
      </div>
      {!isRight && <p class="fault">Whole quarter hours, the second after the first, and at least one day. Over midnight is two strokes.</p>}
    </details>
  );
}

/** The painted week in words, days that are alike together. */
function Said({ days, brushes }: { days: Pattern[]; brushes: Brush[] }) {
  return (
    <dl class="said">
      {alike(days).map((group) => (
        <div key={group.join()}>
          <dt>{daysText(group)}</dt>
          <dd>
            {runsOf(days[group[0] ?? 0] ?? new Uint8Array()).map((run) => {
              const brush = brushes[run.band];
              return (
                <span key={run.from}>
                  {brush && <Letter group={brush} />}
                  {clockOf(run.from)}–{clockOf(run.to)} {brush?.name}
                </span>
              );
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
