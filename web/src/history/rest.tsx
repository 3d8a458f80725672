/** What is seldom needed: the list of all lines, and the way out of a stretch without readings. */
import { useState } from 'preact/hooks';
import { dates } from '../format';
import { meters, site } from '../live/store';
import { Swatch } from './chips';
import type { Line } from './lines';
import type { View } from './view';

/** More than this are found by their name. */
const SHOWN_MOST = 60;
const FILTER_FROM = 16;

export function Rest({ rest, toggle }: { rest: Line[]; toggle: (id: string) => void }) {
  const [wanted, want] = useState('');
  const found = rest.filter((line) => line.name.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <>
      {rest.length > FILTER_FROM && (
        <input class="rest-filter" type="search" placeholder="Filter by name" aria-label="Filter by name" value={wanted} onInput={(event) => want(event.currentTarget.value)} />
      )}
      <ul class="chips rest">
        {found.slice(0, SHOWN_MOST).map((line) => (
          <li key={line.id}>
            <button type="button" class="line-chip" aria-pressed={false} onClick={() => toggle(line.id)}>
              <Swatch line={line} />
              <span class="line-name">{line.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length > SHOWN_MOST && <p class="quiet">{found.length - SHOWN_MOST} more: filter them by name.</p>}
    </>
  );
}

export function Bare({ on, first, put: jump }: { on: Line[]; first: number | undefined; put: (view: View) => void }) {
  const newest = Math.max(0, ...meters.value.flatMap((meter) => meter.channels.map((channel) => channel.last?.time ?? 0)));
  const zone = site.value?.zone ?? 'UTC';
  if (on.length === 0) return <p class="over-chart said">Nothing is chosen. Press a name below to draw it.</p>;
  return (
    <p class="over-chart said">
      Nothing was measured in this stretch.{' '}
      {first !== undefined && (
        <button type="button" class="button small" onClick={() => jump({ from: first, to: first + 86_400_000, follows: false })}>
          Go to the first reading: {dates(first, first, zone)}
        </button>
      )}{' '}
      {newest > 0 && (
        <button type="button" class="button small" onClick={() => jump({ from: newest - 86_400_000, to: newest + 1, follows: false })}>
          Go to the newest readings
        </button>
      )}
    </p>
  );
}
