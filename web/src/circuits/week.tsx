/** A week of hours as a field of colour whose every number can be reached: by pointer, by arrows, as a table. */
import { useRef, useState } from 'preact/hooks';
import { joined, percent, power } from '../format';
import type { ProfileAnswer } from '../model';

/** A Monday, to name the days by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

const names = (style: 'short' | 'long') => {
  const format = new Intl.DateTimeFormat(undefined, { weekday: style, timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, i) => format.format(MONDAY + i * DAY));
};

/** Hours that differ by less than this part are all alike. */
const VARIED_PART = 0.35;

const hour = (at: number) => String(at).padStart(2, '0');

export function Week({ profile, weekStart }: { profile: ProfileAnswer; weekStart: number }) {
  const [at, setAt] = useState<{ day: number; hour: number } | null>(null);
  const [withNumbers, setNumbers] = useState(false);
  const field = useRef<HTMLTableElement>(null);
  const days = Array.from({ length: 7 }, (_, i) => (i + weekStart) % 7);
  const [short, long] = [names('short'), names('long')];
  const all = profile.watts.flat().filter((value) => value !== null);
  const most = Math.max(1, ...all);
  const least = Math.min(most, ...all);
  // What hardly changes shall look so: then colours count from nothing.
  const base = most - least > most * VARIED_PART ? Math.max(0, least) : 0;
  const watts = (day: number, hourAt: number) => profile.watts[day]?.[hourAt] ?? null;
  const heat = (value: number) => Math.max(0, value - base) / Math.max(1e-9, most - base);
  const go = (event: KeyboardEvent, row: number, column: number) => {
    const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -24], End: [0, 24] }[event.key] ?? [0, 0];
    if (down === 0 && right === 0) return;
    event.preventDefault();
    const [y, x] = [Math.min(6, Math.max(0, row + (down ?? 0))), Math.min(23, Math.max(0, column + (right ?? 0)))];
    field.current?.querySelector<HTMLElement>(`[data-at="${y}-${x}"]`)?.focus();
  };
  const shown = at && watts(at.day, at.hour);
  const part = at && (profile.coverage[at.day]?.[at.hour] ?? 0);
  return (
    <div class="week">
      <div class="week-scroll" tabIndex={withNumbers ? 0 : -1}>
        <table class={withNumbers ? 'numbered' : ''} role="grid" aria-label="Mean power of each hour of a week" ref={field} onPointerLeave={() => setAt(null)}>
          <thead>
            <tr>
              <th scope="col">
                <span class="hidden">Day</span>
              </th>
              {Array.from({ length: 24 }, (_, i) => (
                <th key={i} scope="col">
                  {i % 3 === 0 && <span aria-hidden="true">{hour(i)}</span>}
                  <span class="hidden">{hour(i)}:00</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day, row) => (
              <tr key={day}>
                <th scope="row">
                  <span aria-hidden="true">{short[day]}</span>
                  <span class="hidden">{long[day]}</span>
                </th>
                {Array.from({ length: 24 }, (_, i) => {
                  const value = watts(day, i);
                  const isFirst = at ? at.day === day && at.hour === i : row === 0 && i === 0;
                  return (
                    <td
                      key={i}
                      data-at={`${row}-${i}`}
                      tabIndex={isFirst ? 0 : -1}
                      class={value === null ? 'unknown' : ''}
                      style={value === null ? {} : { '--heat': `${Math.round(6 + heat(value) * 94)}%`, '--over': heat(value) > 0.55 ? 'var(--card)' : 'var(--ink)' }}
                      onPointerEnter={() => setAt({ day, hour: i })}
                      onFocus={() => setAt({ day, hour: i })}
                      onKeyDown={(event) => go(event, row, i)}
                    >
                      <span class={withNumbers ? '' : 'hidden'}>{value === null ? 'unknown' : withNumbers ? Math.round(value) : joined(power(value, 0.05))}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="week-foot">
        <p>
          {at ? (
            <>
              <b>
                {long[at.day]} {hour(at.hour)}:00 – {hour((at.hour + 1) % 24)}:00
              </b>{' '}
              {shown === null ? 'nothing known' : joined(power(shown, 0.05))}
              {part !== null && part > 0 && part < 0.995 && <small> {percent(part)} measured</small>}
            </>
          ) : (
            <span class="week-scale">
              {joined(power(base, 0.05))} <i aria-hidden="true" /> {joined(power(most, 0.05))}
            </span>
          )}
        </p>
        <button type="button" class="button small" aria-pressed={withNumbers} onClick={() => setNumbers(!withNumbers)}>
          Numbers
        </button>
      </div>
    </div>
  );
}
